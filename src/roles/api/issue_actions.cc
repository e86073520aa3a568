// PUT and DELETE of issues, one and many. Source: shared spec "api", sections 8.2 to 8.4.
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "domain/issue/names.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_detail.h"
#include "roles/api/issue_ends.h"
#include "roles/api/issue_list_query.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_page.h"
#include "roles/api/issue_stats.h"
#include "roles/api/issue_update.h"

namespace picket::api {
namespace {

using Issues = std::vector<domain::Issue>;

/// Issues that one request changes, as in Sentry.
constexpr std::size_t kMaxChanged = kMaxAskedIssues;
constexpr std::size_t kStep =
    kMaxChanged / 2;  ///< Of the search for them; a page asks for one more.

/// `status`, which sentry-cli names besides the ids or instead of a search.
Answer<std::optional<domain::IssueStatus>> read_status(const Call& call) {
  const std::string_view word = call.parameters.text_or("status", "");
  const auto status = domain::parse_shown_status(word);
  if (!status && !word.empty()) return unexpected(unsupported_value("status", word));
  return status;
}

/// Those that the query names by id; others than the caller's are passed over.
Answer<Issues> named_issues(const Call& call, std::vector<IssueId> ids,
                            std::optional<domain::IssueStatus> status) {
  ports::IssueQuery query;
  if (status) query.statuses = {*status};
  query.projects = call.grant.project_ids();
  query.issues = std::move(ids);
  query.limit = kMaxChanged;
  auto issues = call.meta().issues().list(query);
  if (!issues) return unexpected(failed(issues.error()));
  return *std::move(issues);
}

/// Those that the search finds, the first kMaxChanged of them.
Answer<Issues> found_issues(const Call& call, std::optional<domain::IssueStatus> status) {
  const bool of_project = !call.request.param("project").empty();
  auto query = read_issue_list_query(
      call, of_project ? IssueListForm::project : IssueListForm::organization);
  if (!query) return unexpected(std::move(query.error()));
  if (query->event && call.parameters.text("query")) {
    return unexpected(
        bad_request("Issues are changed by id or by a search, not by an event or a trace."));
  }
  if (status) {
    const bool searched = call.parameters.text("query").has_value();
    if (!searched) query->search = search_for_all(call);  // Not only the unresolved ones.
    query->search.require(*status);
  }
  query->limit = kStep;
  query->cursor.reset();
  Issues issues;
  while (issues.size() < kMaxChanged) {
    auto page = read_issue_page(call, *query);
    if (!page) return unexpected(std::move(page.error()));
    std::move(page->issues.begin(), page->issues.end(), std::back_inserter(issues));
    if (!page->links.has_next) break;
    query->cursor = page->links.next;
  }
  return issues;
}

Answer<Issues> chosen_issues(const Call& call) {
  auto ids = read_issue_ids(call.parameters, "id");
  if (!ids) return unexpected(std::move(ids.error()));
  const auto status = read_status(call);
  if (!status) return unexpected(status.error());
  return ids->empty() ? found_issues(call, *status) : named_issues(call, *std::move(ids), *status);
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
  const auto issues = chosen_issues(call);
  if (!issues) return unexpected(issues.error());
  const auto update = read_issue_update(call, *body, *issues);
  if (!update) return unexpected(update.error());
  if (issues->empty()) return empty_response();
  if (update->discard) return discard(call, *issues);
  auto delta = apply_issue_update(call, *update, *issues);
  if (!delta) return unexpected(std::move(delta.error()));
  if (update->merge) {
    auto merged = merge_issues(call, ids_of(*issues));
    if (!merged) return unexpected(std::move(merged.error()));
    (*delta)["merge"] = *std::move(merged);
  }
  return json_response(*std::move(delta));
}

Answer<net::Response> delete_issue(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  if (auto hidden = hide(call, {&*issue, 1}); !hidden) return unexpected(std::move(hidden.error()));
  return empty_response(202);
}

Answer<net::Response> delete_issues(Call& call) {
  const auto issues = chosen_issues(call);
  if (!issues) return unexpected(issues.error());
  if (auto hidden = hide(call, *issues); !hidden) return unexpected(std::move(hidden.error()));
  return empty_response();
}

}  // namespace picket::api
