#include "roles/api/issue_page.h"

#include <limits>
#include <utility>

#include "roles/api/issue_stats.h"

namespace picket::api {
namespace {

Cursor cursor_at(const ports::IssuePosition& position) {
  return {position.key, {0, static_cast<std::uint64_t>(position.issue.value)}, false};
}

Answer<IssueWindow> window_of(const IssueListQuery& query) {
  IssueWindow window{query.limit};
  if (!query.cursor) return window;
  const EventId& tie = query.cursor->tie;
  if (tie.high != 0 || tie.low > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
    return unexpected(bad_request("Invalid cursor parameter."));
  window.from = {query.cursor->value, IssueId{static_cast<std::int64_t>(tie.low)}};
  window.backwards = query.cursor->is_prev;
  return window;
}

/// Onwards: where the walk goes on. Back: where it came from. An empty page lies where its cursor
/// says.
PageLinks links_of(const IssueListQuery& query, const FoundIssues& found) {
  const bool backwards = query.cursor && query.cursor->is_prev;
  Cursor onwards = query.cursor.value_or(Cursor());
  Cursor back = onwards;
  if (found.reached) onwards = cursor_at(*found.reached);
  if (!found.issues.empty())
    back = cursor_at(backwards ? found.issues.back().place : found.issues.front().place);
  onwards.is_prev = backwards;
  back.is_prev = !backwards;
  const bool came_from_somewhere = query.cursor.has_value();
  if (backwards) return {onwards, found.more, back, came_from_somewhere};
  return {back, came_from_somewhere, onwards, found.more};
}

}  // namespace

IssueQuestion issue_question(const Call& call, const IssueListQuery& query) {
  IssueQuestion question;
  question.order = query.order;
  question.suggestions = query.search.suggestions;
  question.issues.projects = query.search.projects;
  question.issues.where = query.search.issues;
  question.issues.issues = query.issues.value_or(std::vector<IssueId>());
  question.issues.seen_after = query.range.start;
  question.events = event_filter(call, query.environments);
  question.events.projects = query.search.projects;
  question.events.start = query.range.start;
  question.events.end = query.range.end;
  // A trend compares halves.
  if (query.order == IssueOrder::trend && !query.range.end) question.events.end = call.now;
  question.events.where = query.search.events;
  question.events_decide =
      query.range.end || !query.environments.empty() || !query.search.events.parts.empty();
  return question;
}

Answer<IssuePage> read_issue_page(const Call& call, const IssueListQuery& query) {
  const bool none_chosen = query.issues && query.issues->empty();
  if (none_chosen || query.search.finds_nothing) return IssuePage{{}, {}, 0};
  const auto window = window_of(query);
  if (!window) return unexpected(window.error());
  auto found =
      find_issues(call.meta().issues(), call.stores.events, issue_question(call, query), *window);
  if (!found) return unexpected(failed(found.error()));
  IssuePage page{{}, links_of(query, *found), found->hits};
  for (FoundIssue& one : found->issues) page.issues.push_back(std::move(one.issue));
  return page;
}

}  // namespace picket::api
