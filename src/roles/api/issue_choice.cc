#include "roles/api/issue_choice.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "domain/issue/names.h"

namespace picket::api {
namespace {

/// Issues of one page; a page asks the stores for one more.
constexpr std::size_t kStep = kMaxAskedIssues / 2;

/// `status`, which sentry-cli names besides the ids or instead of a search.
Answer<std::optional<domain::IssueStatus>> read_status(const Call& call) {
  const std::string_view word = call.parameters.text_or("status", "");
  const auto status = domain::parse_shown_status(word);
  if (!status && !word.empty()) return unexpected(unsupported_value("status", word));
  return status;
}

/// Others than the caller's are passed over.
ChosenIssues named(const Call& call, std::vector<IssueId> ids,
                   std::optional<domain::IssueStatus> status) {
  ChosenIssues chosen;
  if (status) chosen.query.statuses = {*status};
  chosen.query.projects = call.grant.project_ids();
  chosen.query.limit = ids.size();
  chosen.query.issues = std::move(ids);
  return chosen;
}

Answer<IssueListQuery> read_search(const Call& call, std::optional<domain::IssueStatus> status) {
  const bool of_project = !call.request.param("project").empty();
  auto query = read_issue_list_query(
      call, of_project ? IssueListForm::project : IssueListForm::organization);
  if (!query) return unexpected(std::move(query.error()));
  if (query->event && call.parameters.text("query")) {
    return unexpected(
        bad_request("Issues are changed by id or by a search, not by an event or a trace."));
  }
  if (query->cursor && query->cursor->is_prev)
    return unexpected(bad_request("Issues are changed onwards: the cursor leads back."));
  if (status) {
    const bool searched = call.parameters.text("query").has_value();
    if (!searched) query->search = search_for_all(call);  // Not only the unresolved ones.
    query->search.require(*status);
  }
  return query;
}

Answer<ChosenIssues> found(const Call& call, std::optional<domain::IssueStatus> status) {
  auto query = read_search(call, status);
  if (!query) return unexpected(std::move(query.error()));
  const ReadPage read = [&](const std::optional<Cursor>& from, std::size_t limit) {
    query->cursor = from;
    query->limit = limit;
    return read_issue_page(call, *query);
  };
  auto walked = walk_issues(read, query->cursor);
  if (!walked) return unexpected(std::move(walked.error()));
  ChosenIssues chosen = named(call, std::move(walked->issues), std::nullopt);
  chosen.query.where = query->search.issues;
  chosen.links = walked->links;
  return chosen;
}

}  // namespace

Answer<WalkedIssues> walk_issues(const ReadPage& read, std::optional<Cursor> from,
                                 const ChoiceLimits& limits) {
  WalkedIssues walked;
  for (std::size_t pages = 0; pages < limits.pages; ++pages) {
    const std::size_t room = limits.issues - walked.issues.size();
    if (room == 0) break;
    const auto page = read(from, std::min(kStep, room));
    if (!page) return unexpected(page.error());
    for (const domain::Issue& issue : page->issues) walked.issues.push_back(issue.id);
    walked.links.next = page->links.next;
    walked.links.has_next = page->links.has_next;
    if (!page->links.has_next) break;
    from = page->links.next;
  }
  return walked;
}

Answer<ChosenIssues> choose_issues(const Call& call) {
  auto ids = read_issue_ids(call.parameters, "id");
  if (!ids) return unexpected(std::move(ids.error()));
  const auto status = read_status(call);
  if (!status) return unexpected(status.error());
  if (ids->empty()) return found(call, *status);
  return named(call, *std::move(ids), *status);
}

}  // namespace picket::api
