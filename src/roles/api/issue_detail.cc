// GET organizations/{org}/issues/{issue}/. Source: shared spec "api", section 8.1.
#include <algorithm>
#include <array>
#include <utility>

#include "domain/issue/names.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_json.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kCollapses[] = {"release", "tags", "stats"};

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Nobody can act on an issue yet: its story begins and ends with its first event.
json::array activity_of(const domain::Issue& issue) {
  return {json::object{{"id", "0"},
                       {"user", nullptr},
                       {"sentry_app", nullptr},
                       {"type", "first_seen"},
                       {"data", {{"priority", domain::to_string(issue.priority)}}},
                       {"dateCreated", date_text(issue.first_seen)}}};
}

/// Of the newest event that is still stored.
Answer<std::string> last_release(const Call& call, ports::EventFilter filter, IssueId issue) {
  filter.issues = {issue};
  const auto rows =
      call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  return rows->empty() ? std::string() : rows->front().release;
}

Answer<json::object> stats_of(const Call& call, const ports::EventFilter& filter, IssueId issue) {
  json::object stats;
  for (const StatsPeriod& period : {kDayOfIssue, kMonthOfIssue}) {
    auto series = read_series(call, filter, {&issue, 1}, period);
    if (!series) return unexpected(std::move(series.error()));
    stats[period.name] = std::move(series->at(issue));
  }
  return stats;
}

Result<void, Problem> add_releases(const Call& call, const ports::EventFilter& filter,
                                   const domain::Issue& issue, json::object& shown) {
  const std::string& first = issue.facts.release;
  shown["firstRelease"] = release_ref(first);
  shown["lastRelease"] = nullptr;
  if (first.empty()) return {};
  const auto last = last_release(call, filter, issue.id);
  if (!last) return unexpected(last.error());
  shown["lastRelease"] = release_ref(*last);
  return {};
}

}  // namespace

Answer<net::Response> show_issue(Call& call) {
  const auto expand = read_words(call.parameters, "expand", kIssueExpansions);
  if (!expand) return unexpected(expand.error());
  const auto collapse = read_words(call.parameters, "collapse", kCollapses);
  if (!collapse) return unexpected(collapse.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());

  const std::vector<std::string> environments = call.parameters.all("environment");
  const ports::EventFilter filter = event_filter(call, environments);
  const auto counts = read_counts(call, filter, {&issue->id, 1});
  if (!counts) return unexpected(counts.error());
  const ports::IssueCount& count = counts->at(issue->id);
  const bool by_environment = !environments.empty();
  const bool seen_there = by_environment && count.events > 0;

  json::object shown = issue_base(call, *issue);
  shown["isUnhandled"] = count.unhandled;
  shown["count"] = std::to_string(by_environment ? count.events : issue->times_seen);
  shown["userCount"] = count.users;
  shown["firstSeen"] = date_text(seen_there ? count.first_seen : issue->first_seen);
  shown["lastSeen"] = date_text(seen_there ? count.last_seen : issue->last_seen);
  shown["activity"] = activity_of(*issue);
  shown["seenBy"] = json::array();
  shown["participants"] = json::array();
  shown["userReportCount"] = 0;
  if (!has(*collapse, "release")) {
    if (auto added = add_releases(call, filter, *issue, shown); !added)
      return unexpected(std::move(added.error()));
  }
  if (!has(*collapse, "tags")) shown["tags"] = json::array();
  if (!has(*collapse, "stats")) {
    auto stats = stats_of(call, filter, issue->id);
    if (!stats) return unexpected(std::move(stats.error()));
    shown["stats"] = *std::move(stats);
  }
  shown["pluginActions"] = json::array();
  shown["pluginIssues"] = json::array();
  shown["pluginContexts"] = json::array();
  add_expansions(shown, *expand);
  return json_response(std::move(shown));
}

}  // namespace picket::api
