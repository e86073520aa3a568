// PUT and DELETE of issues, one and many. Source: shared spec "api", sections 8.2 to 8.4.
#include <string>
#include <utility>
#include <vector>

#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "roles/api/audit_record.h"
#include "roles/api/auth_flow.h"
#include "roles/api/body.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_choice.h"
#include "roles/api/issue_detail.h"
#include "roles/api/issue_ends.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/issue_undo.h"
#include "roles/api/issue_update.h"
#include "roles/api/links.h"

namespace picket::api {
namespace {

using Issues = std::vector<domain::Issue>;

/// As they are within this transaction.
Answer<Issues> read_chosen(const Call& call, const ChosenIssues& chosen) {
  auto issues = call.meta().issues().list(chosen.query);
  if (!issues) return unexpected(failed(issues.error()));
  return *std::move(issues);
}

template <class Change>
Answer<net::Response> change_within(Call call, const ChosenIssues& chosen, const Change& change) {
  auto meta = begin_write(call);
  if (!meta) return unexpected(std::move(meta.error()));
  call.transaction = meta->get();
  const auto issues = read_chosen(call, chosen);
  if (!issues) return unexpected(issues.error());
  Answer<net::Response> answer = change(call, *issues);
  if (!answer) return answer;
  if (auto committed = commit(**meta); !committed) return unexpected(std::move(committed.error()));
  return answer;
}

/// Looks for the issues in a view of its own, so that nobody waits for the writer while stores
/// search, and then lets `change` have them in a transaction. Without any it only checks what it
/// was asked.
template <class Change>
Answer<net::Response> find_and_change(Call call, const Change& change) {
  auto meta = begin_read(call);
  if (!meta) return unexpected(std::move(meta.error()));
  call.transaction = meta->get();
  const auto chosen = choose_issues(call);
  if (!chosen) return unexpected(chosen.error());
  const bool none = chosen->query.issues.empty();
  Answer<net::Response> answer;
  if (none) answer = change(call, Issues());
  meta->reset();
  if (!none) answer = change_within(call, *chosen, change);
  if (answer && chosen->links)
    answer->headers.set("Link", link_header(call.options.url, call.request, *chosen->links));
  return answer;
}

/// One entry for all that one request deletes.
Answer<void> record(const Call& call, std::span<const domain::Issue> issues) {
  if (issues.empty()) return {};
  boost::json::array names;
  for (const domain::Issue& issue : issues) {
    const auto* const project = call.grant.find(issue.project);
    names.emplace_back(domain::format_short_id(project->slug, issue.short_number));
  }
  const std::int64_t only = issues.size() == 1 ? issues.front().id.value : 0;
  return record_audit(
      call, {.event = "issue.delete", .target = only, .data = {{"issues", std::move(names)}}});
}

Answer<void> hide(const Call& call, std::span<const domain::Issue> issues) {
  for (const domain::Issue& issue : issues) {
    if (const auto hidden = call.meta().issues().begin_deletion(issue.id); !hidden)
      return unexpected(failed(hidden.error()));
  }
  return record(call, issues);
}

Answer<net::Response> discard(const Call& call, std::span<const domain::Issue> issues) {
  for (const domain::Issue& issue : issues) {
    if (const auto tombstone = discard_issue(call, issue); !tombstone)
      return unexpected(tombstone.error());
  }
  return empty_response();
}

Answer<net::Response> show_changed(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  auto shown = issue_with_counts(call, *issue, {});
  if (!shown) return unexpected(std::move(shown.error()));
  return json_response(*std::move(shown));
}

Answer<net::Response> change_issues(const Call& call, const boost::json::object& body,
                                    const Issues& issues) {
  const auto update = read_issue_update(call, body, issues);
  if (!update) return unexpected(update.error());
  const bool undoable = call.parameters.flag("undo");
  if (undoable) {
    if (const auto checked = check_undoable(*update); !checked) return unexpected(checked.error());
  }
  if (issues.empty()) return empty_response();
  if (update->discard) return discard(call, issues);
  UndoSteps undo;
  auto delta = apply_issue_update(call, *update, issues, &undo);
  if (!delta) return unexpected(std::move(delta.error()));
  if (undoable) (*delta)["undo"] = std::move(undo).to_json();
  if (update->merge) {
    auto merged = merge_issues(call, ids_of(issues));
    if (!merged) return unexpected(std::move(merged.error()));
    (*delta)["merge"] = *std::move(merged);
  }
  return json_response(*std::move(delta));
}

}  // namespace

Answer<net::Response> update_issue(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  const auto update = read_issue_update(call, *body, {&*issue, 1});
  if (!update) return unexpected(update.error());
  if (update->merge) return unexpected(too_few_to_merge());
  if (update->discard) return discard(call, {&*issue, 1});
  if (const auto done = apply_issue_update(call, *update, {&*issue, 1}); !done)
    return unexpected(done.error());
  // Its counts are asked of the event store.
  call.answer_later = &show_changed;
  return empty_response();
}

Answer<net::Response> update_issues(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const auto change = [&body](const Call& within, const Issues& issues) {
    return change_issues(within, *body, issues);
  };
  return find_and_change(call, change);
}

Answer<net::Response> delete_issue(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  if (auto hidden = hide(call, {&*issue, 1}); !hidden) return unexpected(std::move(hidden.error()));
  return empty_response(202);
}

Answer<net::Response> delete_issues(Call& call) {
  const auto change = [](const Call& within, const Issues& issues) -> Answer<net::Response> {
    if (auto hidden = hide(within, issues); !hidden) return unexpected(std::move(hidden.error()));
    return empty_response();
  };
  return find_and_change(call, change);
}

}  // namespace picket::api
