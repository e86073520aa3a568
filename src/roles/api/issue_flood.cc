// Stopping a flood from where it shows: on the issue. Each way is an ordinary setting, made in one
// step: whoever regrets it changes the setting back. Sentry has no such routes.
#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/filter/config.h"
#include "domain/filter/event_view.h"
#include "domain/filter/filter.h"
#include "domain/filter/from_settings.h"
#include "domain/filter/message_pattern.h"
#include "domain/issue/names.h"
#include "domain/issue/short_id.h"
#include "ports/issues.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "protocol/json.h"
#include "roles/api/event_sample.h"
#include "roles/api/flood_limit.h"
#include "roles/api/issue_end_handlers.h"
#include "roles/api/issue_ends.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/json_text.h"
#include "roles/api/key_json.h"
#include "roles/api/project_fields.h"

namespace picket::api {
namespace {

namespace json = boost::json;
namespace filter = domain::filter;
using std::chrono::days;
using std::chrono::hours;

constexpr std::string_view kMessages = "filters:error_messages";
constexpr days kDay{1};
constexpr days kWeek{7};
constexpr std::int64_t kHour_s = 3600;
constexpr std::size_t kNamedIssues = 5;  ///< What a dialog has room for.

// ---- By message.

/// What no exception says, in the words of the issue's newest event.
Answer<std::string> newest_message(const Call& call, const domain::Issue& issue) {
  ports::EventFilter newest = event_filter(call, {});
  newest.projects = {issue.project};
  newest.issues = {issue.id};
  auto rows = call.stores.events.find(newest, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  if (rows->empty()) return std::string();
  const auto event = load_listed(call, std::move(rows->front()));
  if (!event) return unexpected(event.error());
  if (!event->payload) return std::string();
  return std::string(filter::EventView(event->payload->event).message());
}

/// Of the newest event's exception or message; nullopt when a pattern could not tell it from
/// others.
Answer<std::optional<std::string>> pattern_of(const Call& call, const domain::Issue& issue) {
  const auto parsed = protocol::parse_json(issue.facts.metadata_json);
  const json::object metadata =
      parsed && parsed->is_object() ? parsed->get_object() : json::object();
  const std::string_view type = protocol::find_string(metadata, "type");
  const std::string_view value = protocol::find_string(metadata, "value");
  if (!type.empty() || !value.empty()) return filter::message_pattern(type, value);
  const auto message = newest_message(call, issue);
  if (!message) return unexpected(message.error());
  return filter::message_pattern("", *message);
}

Answer<ports::Project> project_of(const Call& call, const domain::Issue& issue) {
  auto found = call.meta().projects().get({&issue.project, 1});
  if (!found) return unexpected(failed(found.error()));
  if (found->empty()) return unexpected(not_found());
  return std::move(found->front());
}

std::string messages_of(const ports::Project& project) {
  const auto* const setting = domain::find_setting(domain::project_options(), kMessages);
  return std::string(project.settings.get(*setting).as_string());
}

bool has_line(const std::string& lines, const std::string& line) {
  const auto all = filter::lines_of(lines);
  return std::find(all.begin(), all.end(), line) != all.end();
}

/// Those that lose most besides the one that is asked about, so that nobody drops what they want.
Answer<json::array> other_issues(const Call& call, const domain::Issue& issue,
                                 std::map<IssueId, std::int64_t> dropped) {
  dropped.erase(issue.id);
  std::vector<std::pair<std::int64_t, IssueId>> most;
  most.reserve(dropped.size());
  for (const auto& [id, count] : dropped) most.emplace_back(count, id);
  std::ranges::sort(most, std::greater());
  most.resize(std::min(most.size(), kNamedIssues));
  json::array shown;
  for (const auto& [count, id] : most) {
    const auto other = call.meta().issues().get(id);
    if (!other) return unexpected(failed(other.error()));
    if (!*other || domain::is_deleted((*other)->status)) continue;
    const std::string_view slug = call.grant.find(issue.project)->slug;
    shown.push_back(json::object{{"id", id_text(id.value)},
                                 {"shortId", domain::format_short_id(slug, (*other)->short_number)},
                                 {"title", (*other)->facts.title},
                                 {"dropped", count}});
  }
  return shown;
}

Answer<json::value> preview_message(const Call& call, const domain::Issue& issue) {
  const auto pattern = pattern_of(call, issue);
  if (!pattern) return unexpected(pattern.error());
  if (!*pattern) return json::value(nullptr);
  const auto project = project_of(call, issue);
  if (!project) return unexpected(project.error());
  filter::FilterSettings settings;
  settings.error_messages = {**pattern};
  const filter::FilterConfig config(settings, {});
  std::int64_t dropped = 0;
  std::map<IssueId, std::int64_t> by_issue;
  const auto sample = visit_recent_events(call, issue.project, {}, [&](const LoadedEvent& event) {
    const filter::FilterInput input{event.payload->event, {}, {}, nullptr};
    if (filter::find_filter(input, config).empty()) return;
    ++dropped;
    ++by_issue[event.row.issue];
  });
  if (!sample) return unexpected(sample.error());
  const std::size_t issues = by_issue.size();
  auto others = other_issues(call, issue, std::move(by_issue));
  if (!others) return unexpected(std::move(others.error()));
  return json::value(json::object{{"pattern", **pattern},
                                  {"active", has_line(messages_of(*project), **pattern)},
                                  {"sample", sample_json(*sample)},
                                  {"dropped", dropped},
                                  {"issueCount", issues},
                                  {"otherIssues", *std::move(others)}});
}

Answer<json::object> filter_message(Call& call, const domain::Issue& issue) {
  const auto pattern = pattern_of(call, issue);
  if (!pattern) return unexpected(pattern.error());
  if (!*pattern) return unexpected(bad_request("Its message cannot be told from others."));
  const auto before = project_of(call, issue);
  if (!before) return unexpected(before.error());
  json::object done{{"action", "filter-message"}, {"pattern", **pattern}};
  std::string lines = messages_of(*before);
  if (has_line(lines, **pattern)) return done;
  if (!lines.empty() && !lines.ends_with('\n')) lines += '\n';
  lines += **pattern;
  const json::object body{{"options", json::object{{kMessages, lines}}}};
  Fields fields(body);
  const ports::Project after = read_project_fields(fields, body, *before);
  if (!fields.ok()) return unexpected(fields.problem());
  if (const auto updated = call.meta().projects().update(after); !updated)
    return unexpected(failed(updated.error()));
  call.projects_changed = true;
  const auto recorded = record_audit(
      call, {.event = "project.edit", .target = after.id.value, .data = {{"slug", after.slug}}},
      compare_projects(*before, after));
  if (!recorded) return unexpected(recorded.error());
  return done;
}

// ---- By hash.

Answer<json::value> preview_discard(const Call& call, const domain::Issue& issue) {
  const auto hashes = call.meta().issues().hashes_of(issue.id, 1000);
  if (!hashes) return unexpected(failed(hashes.error()));
  ports::EventFilter last_day = event_filter(call, {});
  last_day.projects = {issue.project};
  last_day.issues = {issue.id};
  last_day.start = call.now - kDay;
  const auto count = call.stores.events.count(last_day);
  if (!count) return unexpected(failed(count.error()));
  return json::value(json::object{{"hashes", hashes->size()}, {"dropped", count->events}});
}

Answer<json::object> discard_hashes(const Call& call, const domain::Issue& issue) {
  const auto tombstone = discard_issue(call, issue);
  if (!tombstone) return unexpected(tombstone.error());
  return json::object{{"action", "discard"}, {"tombstone", id_text(*tombstone)}};
}

// ---- By key.

/// The key by which the project got most of the last day, with what it got by the hour.
struct BusyKey {
  ports::ClientKey key;
  std::vector<std::int64_t> week;

  std::span<const std::int64_t> day() const {
    return std::span(week).last(static_cast<std::size_t>(kDay / hours(1)));
  }
};

Answer<std::optional<BusyKey>> busiest_key(const Call& call, const domain::Issue& issue) {
  using enum protocol::Category;
  ports::OutcomeSeriesQuery query;
  query.projects = {issue.project};
  query.categories = {error, default_, security};
  query.outcomes = {protocol::Outcome::accepted};
  query.end = std::chrono::floor<hours>(call.now) + hours(1);
  query.start = query.end - kWeek;
  query.bucket = hours(1);
  query.split = {.key = true};
  const auto rows = call.meta().outcomes().series(query);
  if (!rows) return unexpected(failed(rows.error()));
  const auto keys = call.meta().projects().keys({&issue.project, 1});
  if (!keys) return unexpected(failed(keys.error()));
  std::optional<BusyKey> busiest;
  std::int64_t most = 0;
  for (const ports::ClientKey& key : *keys) {
    BusyKey one{key, std::vector<std::int64_t>(static_cast<std::size_t>(kWeek / hours(1)))};
    for (const protocol::OutcomeCount& row : *rows) {
      if (row.key != key.id) continue;
      one.week[static_cast<std::size_t>((row.minute - query.start) / hours(1))] += row.quantity;
    }
    const auto day = one.day();
    const std::int64_t sent = std::accumulate(day.begin(), day.end(), std::int64_t{0});
    if (sent <= most) continue;
    most = sent;
    busiest = std::move(one);
  }
  return busiest;
}

json::object key_ref(const ports::ClientKey& key) {
  return {{"id", key.public_key}, {"name", key.label}};
}

Answer<json::value> preview_limit(const Call& call, const domain::Issue& issue) {
  const auto busiest = busiest_key(call, issue);
  if (!busiest) return unexpected(busiest.error());
  if (!*busiest) return json::value(nullptr);
  const BusyKey& busy = **busiest;
  const std::int64_t count = usual_hour(busy.week);
  const auto day = busy.day();
  return json::value(
      json::object{{"key", key_ref(busy.key)},
                   {"rateLimit", json::object{{"count", count}, {"window", kHour_s}}},
                   {"accepted", std::accumulate(day.begin(), day.end(), std::int64_t{0})},
                   {"dropped", dropped_by_limit(day, count)}});
}

/// What the request says, or what is usual.
Answer<json::object> limit_key(Call& call, const domain::Issue& issue, Fields& asked) {
  const auto count = asked.number("count", 1, 1'000'000'000);
  const auto window = asked.number("window", 1, 1'000'000'000);
  if (!asked.ok()) return unexpected(asked.problem());
  const auto busiest = busiest_key(call, issue);
  if (!busiest) return unexpected(busiest.error());
  if (!*busiest) return unexpected(bad_request("No key of the project sent anything."));
  const ports::ClientKey& before = (*busiest)->key;
  const json::object limit{{"count", count.value_or(usual_hour((*busiest)->week))},
                           {"window", window.value_or(kHour_s)}};
  const json::object body{{"rateLimit", limit}};
  Fields fields(body);
  const ports::ClientKey after = read_key_fields(fields, body, before);
  if (!fields.ok()) return unexpected(fields.problem());
  const Changes changes = compare_keys(before, after);
  if (!changes.empty()) {
    if (const auto updated = call.meta().projects().update_key(after); !updated)
      return unexpected(failed(updated.error()));
    call.projects_changed = true;
    const auto recorded = record_audit(call,
                                       {.event = "projectkey.edit",
                                        .target = issue.project.value,
                                        .data = {{"slug", call.grant.find(issue.project)->slug},
                                                 {"key", after.public_key},
                                                 {"name", after.label}}},
                                       changes);
    if (!recorded) return unexpected(recorded.error());
  }
  return json::object{{"action", "limit-key"}, {"key", key_ref(after)}, {"rateLimit", limit}};
}

}  // namespace

Answer<net::Response> show_flood(Call& call) {
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  json::object shown;
  using Preview = Answer<json::value> (*)(const Call&, const domain::Issue&);
  constexpr std::pair<std::string_view, Preview> kWays[] = {{"filterMessage", &preview_message},
                                                            {"discard", &preview_discard},
                                                            {"limitKey", &preview_limit}};
  for (const auto& [name, preview] : kWays) {
    auto one = preview(call, *issue);
    if (!one) return unexpected(std::move(one.error()));
    shown[name] = *std::move(one);
  }
  return json_response(std::move(shown));
}

Answer<net::Response> stop_flood(Call& call) {
  const auto body = read_body(call.request);
  if (!body) return unexpected(body.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  Fields fields(*body);
  const std::string action = fields.required_text("action", 30);
  if (!fields.ok()) return unexpected(fields.problem());
  Answer<json::object> done;
  if (action == "filter-message") {
    done = filter_message(call, *issue);
  } else if (action == "discard") {
    done = discard_hashes(call, *issue);
  } else if (action == "limit-key") {
    done = limit_key(call, *issue, fields);
  } else {
    return unexpected(invalid_field("action", "Expected filter-message, discard or limit-key."));
  }
  if (!done) return unexpected(std::move(done.error()));
  return json_response(*std::move(done));
}

}  // namespace picket::api
