// GET organizations/{org}/issues/{issue}/. Source: shared spec "api", section 8.1.
#include "roles/api/issue_detail.h"

#include <algorithm>
#include <array>
#include <utility>

#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "ports/releases.h"
#include "roles/api/handlers.h"
#include "roles/api/issue_activity.h"
#include "roles/api/issue_json.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_owners.h"
#include "roles/api/issue_stats.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/json_text.h"
#include "roles/api/release_json.h"
#include "roles/api/tag_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kCollapses[] = {"release", "tags", "stats"};
constexpr std::size_t kMaxTags = 100;  ///< As in Sentry.

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

using Places = std::vector<ports::IssueEnvironment>;

/// Where the issue was seen, as far as the request asks; none: it was before that was noted.
Answer<Places> read_places(const Call& call, IssueId issue,
                           const std::vector<std::string>& environments) {
  auto places = call.meta().releases().issue_environments({&issue, 1});
  if (!places) return unexpected(failed(places.error()));
  if (!environments.empty()) {
    std::erase_if(*places, [&](const ports::IssueEnvironment& place) {
      return !has(environments, place.environment);
    });
  }
  return *std::move(places);
}

/// Of the newest event that had one.
Answer<std::string> last_release(const Call& call, const ports::EventFilter& events,
                                 const domain::Issue& issue, const Places& places) {
  const auto last = std::max_element(
      places.begin(), places.end(),
      [](const auto& a, const auto& b) { return a.release_seen < b.release_seen; });
  if (last != places.end()) return last->last_release;
  ports::EventFilter filter = events;
  filter.issues = {issue.id};
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

Answer<void> add_releases(const Call& call, const std::vector<std::string>& environments,
                          const domain::Issue& issue, json::object& shown) {
  auto first = release_of_project(call, issue.project, issue.facts.release);
  if (!first) return unexpected(std::move(first.error()));
  shown["firstRelease"] = *std::move(first);
  shown["lastRelease"] = nullptr;
  if (issue.facts.release.empty()) return {};
  const auto places = read_places(call, issue.id, environments);
  if (!places) return unexpected(places.error());
  const auto last = last_release(call, event_filter(call, environments), issue, *places);
  if (!last) return unexpected(last.error());
  auto shown_last = release_of_project(call, issue.project, *last);
  if (!shown_last) return unexpected(std::move(shown_last.error()));
  shown["lastRelease"] = *std::move(shown_last);
  return {};
}

/// When it was seen in the environments of the request, further back than events are kept.
Answer<void> add_times(const Call& call, const domain::Issue& issue,
                       const std::vector<std::string>& environments, const ports::IssueCount& count,
                       json::object& shown) {
  Timestamp first = issue.first_seen;
  Timestamp last = issue.last_seen;
  if (!environments.empty()) {
    auto places = read_places(call, issue.id, environments);
    if (!places) return unexpected(places.error());
    if (count.events > 0)
      places->push_back({issue.id, {}, count.first_seen, count.last_seen, {}, {}, {}});
    for (const ports::IssueEnvironment& place : *places) {
      const bool is_first = &place == &places->front();
      first = is_first ? place.first_seen : std::min(first, place.first_seen);
      last = is_first ? place.last_seen : std::max(last, place.last_seen);
    }
  }
  shown["firstSeen"] = date_text(first);
  shown["lastSeen"] = date_text(last);
  return {};
}

/// Those who saw it, latest first, and those who follow it.
Answer<void> add_people(const Call& call, IssueId issue, People& people, json::object& shown) {
  auto marks = call.meta().issues().marks_on(issue);
  if (!marks) return unexpected(failed(marks.error()));
  std::stable_sort(marks->begin(), marks->end(),
                   [](const auto& a, const auto& b) { return a.seen > b.seen; });
  json::array seen_by;
  json::array participants;
  for (const domain::IssueMark& mark : *marks) {
    const bool follows = mark.following == domain::Following::on;
    if (!mark.seen && !follows) continue;
    const auto user = people.user(mark.user);
    if (!user) return unexpected(user.error());
    if (user->is_null()) continue;
    if (mark.seen) {
      json::object seen = user->get_object();
      seen["lastSeen"] = date_text(*mark.seen);
      seen_by.push_back(std::move(seen));
    }
    if (follows) {
      json::object participant = user->get_object();
      participant["type"] = "user";
      participants.push_back(std::move(participant));
    }
  }
  shown["seenBy"] = std::move(seen_by);
  shown["participants"] = std::move(participants);
  return {};
}

/// What people did with it.
Answer<void> add_story(const Call& call, const domain::Issue& issue, json::object& shown) {
  People people(call);
  auto story = story_json(call, issue, people);
  if (!story) return unexpected(std::move(story.error()));
  shown["activity"] = *std::move(story);
  return add_people(call, issue.id, people, shown);
}

/// The tags that most events have, by name.
Answer<void> add_tags(const Call& call, ports::EventFilter filter, IssueId issue,
                      json::object& shown) {
  filter.issues = {issue};
  auto keys = call.stores.events.tag_keys(filter, ports::TagKeyCounts::events, kMaxTags);
  if (!keys) return unexpected(failed(keys.error()));
  std::sort(keys->begin(), keys->end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  json::array tags;
  for (const ports::TagKey& key : *keys) tags.push_back(tag_key_json(key.key, key.events));
  shown["tags"] = std::move(tags);
  return {};
}

}  // namespace

Answer<json::object> issue_with_counts(const Call& call, const domain::Issue& issue,
                                       const std::vector<std::string>& environments) {
  const auto counts = read_counts(call, event_filter(call, environments), {&issue.id, 1});
  if (!counts) return unexpected(counts.error());
  const auto viewer = IssueViewer::read(call, {&issue, 1});
  if (!viewer) return unexpected(viewer.error());
  const ports::IssueCount& count = counts->at(issue.id);
  const bool by_environment = !environments.empty();

  json::object shown = issue_base(call, issue, *viewer);
  shown["isUnhandled"] = count.unhandled;
  shown["count"] = std::to_string(by_environment ? count.events : issue.times_seen);
  shown["userCount"] = count.users;
  if (auto added = add_times(call, issue, environments, count, shown); !added)
    return unexpected(added.error());
  return shown;
}

Answer<net::Response> find_short_id(Call& call) {
  const std::string_view name = call.request.param("short_id");
  if (!domain::parse_short_id(name)) return unexpected(not_found());
  const auto issue = find_issue(call, name);
  if (!issue) return unexpected(issue.error());
  auto group = issue_with_counts(call, *issue, {});
  if (!group) return unexpected(std::move(group.error()));
  json::object shown;
  shown["organizationSlug"] = call.org_slug();
  shown["projectSlug"] = group->at("project").at("slug");
  shown["groupId"] = group->at("id");
  shown["shortId"] = group->at("shortId");
  shown["group"] = *std::move(group);
  return json_response(std::move(shown));
}

Answer<net::Response> show_issue_releases(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  json::object shown;
  if (auto added = add_releases(call, {}, *issue, shown); !added) return unexpected(added.error());
  return json_response(std::move(shown));
}

Answer<net::Response> show_issue(Call& call) {
  const auto expand = read_words(call.parameters, "expand", kIssueExpansions);
  if (!expand) return unexpected(expand.error());
  const auto collapse = read_words(call.parameters, "collapse", kCollapses);
  if (!collapse) return unexpected(collapse.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());

  const std::vector<std::string> environments = call.parameters.all("environment");
  const ports::EventFilter filter = event_filter(call, environments);
  auto shown = issue_with_counts(call, *issue, environments);
  if (!shown) return unexpected(std::move(shown.error()));
  (*shown)["userReportCount"] = 0;
  auto added = add_story(call, *issue, *shown);
  if (added && !has(*collapse, "release")) added = add_releases(call, environments, *issue, *shown);
  if (added && !has(*collapse, "tags")) added = add_tags(call, filter, issue->id, *shown);
  if (!added) return unexpected(std::move(added.error()));
  if (!has(*collapse, "stats")) {
    auto stats = stats_of(call, filter, issue->id);
    if (!stats) return unexpected(std::move(stats.error()));
    (*shown)["stats"] = *std::move(stats);
  }
  (*shown)["pluginActions"] = json::array();
  (*shown)["pluginIssues"] = json::array();
  (*shown)["pluginContexts"] = json::array();
  add_expansions(*shown, *expand);
  json::array items{*std::move(shown)};
  if (auto owners = add_owners(call, *expand, {&*issue, 1}, items); !owners)
    return unexpected(std::move(owners.error()));
  return json_response(items.front());
}

}  // namespace picket::api
