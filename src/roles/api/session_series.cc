// `organizations/{org}/sessions/`: how many sessions there were and how they ended. Source: shared
// spec "api", section 15.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ports/items.h"
#include "ports/session_counts.h"
#include "roles/api/item_handlers.h"
#include "roles/api/json_text.h"
#include "roles/api/session_query.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// In the order of the answer. Each session is one of them.
enum class Status : std::uint8_t { healthy, errored, crashed, abnormal, unhandled };
constexpr std::array<std::string_view, 5> kStatuses = {"healthy", "errored", "crashed", "abnormal",
                                                       "unhandled"};

struct Counts {
  std::array<std::int64_t, kStatuses.size()> by_status{};

  std::int64_t all() const {
    std::int64_t sum = 0;
    for (const std::int64_t count : by_status) sum += count;
    return sum;
  }
  std::int64_t& of(Status status) { return by_status[static_cast<std::size_t>(status)]; }
  void add(const Counts& other) {
    for (std::size_t i = 0; i < by_status.size(); ++i) by_status[i] += other.by_status[i];
  }
};

/// An update of a session may come hours before its start does, or without it: nothing is negative.
Counts counts_of(const ports::SessionCount& row) {
  Counts counts;
  counts.of(Status::crashed) = row.crashed;
  counts.of(Status::abnormal) = row.abnormal;
  counts.of(Status::unhandled) = row.unhandled;
  counts.of(Status::errored) =
      std::max<std::int64_t>(0, row.errored - row.crashed - row.abnormal - row.unhandled);
  counts.of(Status::healthy) = std::max<std::int64_t>(0, row.started - row.errored);
  return counts;
}

using GroupKey = std::tuple<ProjectId, std::string, std::string>;

struct Group {
  Counts totals;
  std::vector<Counts> series;  ///< By interval.
};

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::ranges::find(names, name) != names.end();
}

Problem too_much() {
  return bad_request(
      "The question has too many groups or intervals for one answer: ask for a shorter range, a "
      "longer interval or fewer groups.");
}

Answer<std::map<GroupKey, Group>> read_groups(const Call& call, const SessionsQuery& query) {
  ports::SessionQuery asked;
  asked.projects = call.grant.project_ids();
  asked.start = query.start;
  asked.end = query.end;
  asked.bucket = query.interval;
  asked.by_project = query.by_project;
  asked.by_release = query.by_release || !query.releases.empty();
  asked.by_environment = query.by_environment || !query.environments.empty();
  const auto rows = call.meta().items().session_counts().series(asked);
  if (!rows && rows.error().code == "too_many_rows") return unexpected(too_much());
  if (!rows) return unexpected(failed(rows.error()));
  std::map<GroupKey, Group> groups;
  for (const ports::SessionCount& row : *rows) {
    if (!is_one_of(query.releases, row.release)) continue;
    if (!is_one_of(query.environments, row.environment)) continue;
    Group& group = groups[{row.project, query.by_release ? row.release : std::string(),
                           query.by_environment ? row.environment : std::string()}];
    if (group.series.empty()) {
      if (groups.size() * query.intervals() > SessionsQuery::kMaxPoints)
        return unexpected(too_much());
      group.series.resize(query.intervals());
    }
    const Counts counts = counts_of(row);
    group.totals.add(counts);
    group.series[static_cast<std::size_t>((row.hour - query.start) / query.interval)].add(counts);
  }
  if (groups.empty() && !query.by_project && !query.by_release && !query.by_environment)
    groups[{}].series.resize(query.intervals());
  return groups;
}

/// Null for a rate of no sessions.
json::value rate(std::int64_t part, std::int64_t all) {
  if (all == 0) return nullptr;
  return static_cast<double>(part) / static_cast<double>(all);
}

/// `status`: of the one that the group is about; null when it is about all.
json::value value_of(SessionField field, const Counts& counts, const Status* status) {
  const std::int64_t all = counts.all();
  const std::int64_t crashed = counts.by_status[static_cast<std::size_t>(Status::crashed)];
  switch (field) {
    case SessionField::sum:
      return status == nullptr ? all : counts.by_status[static_cast<std::size_t>(*status)];
    case SessionField::crash_rate:
      return status == nullptr ? rate(crashed, all) : json::value(nullptr);
    case SessionField::crash_free_rate:
      return status == nullptr ? rate(all - crashed, all) : json::value(nullptr);
  }
  return nullptr;
}

json::object by_json(const GroupKey& key, const SessionsQuery& query, const Status* status) {
  json::object by;
  if (query.by_project) by["project"] = std::get<0>(key).value;
  if (query.by_release) by["release"] = std::get<1>(key);
  if (query.by_environment) by["environment"] = std::get<2>(key);
  if (status != nullptr) by["session.status"] = kStatuses[static_cast<std::size_t>(*status)];
  return by;
}

json::object group_json(const GroupKey& key, const Group& group, const SessionsQuery& query,
                        const Status* status) {
  json::object shown{{"by", by_json(key, query, status)}};
  json::object totals;
  json::object series;
  for (const SessionField field : query.fields) {
    const std::string_view name = to_string(field);
    totals[name] = value_of(field, group.totals, status);
    json::array values;
    for (const Counts& counts : group.series) values.push_back(value_of(field, counts, status));
    series[name] = std::move(values);
  }
  if (query.with_totals) shown["totals"] = std::move(totals);
  if (query.with_series) shown["series"] = std::move(series);
  return shown;
}

}  // namespace

Answer<net::Response> show_sessions(Call& call) {
  const auto query = read_sessions_query(call.parameters, call.now);
  if (!query) return unexpected(query.error());
  const auto groups = read_groups(call, *query);
  if (!groups) return unexpected(groups.error());
  json::array shown;
  for (const auto& [key, group] : *groups) {
    if (!query->by_status) {
      shown.push_back(group_json(key, group, *query, nullptr));
      continue;
    }
    for (std::size_t i = 0; i < kStatuses.size(); ++i) {
      const auto status = static_cast<Status>(i);
      shown.push_back(group_json(key, group, *query, &status));
    }
  }
  json::array intervals;
  for (Timestamp at = query->start; at < query->end; at += query->interval)
    intervals.push_back(date_text(at));
  return json_response(json::object{{"start", date_text(query->start)},
                                    {"end", date_text(query->end)},
                                    {"intervals", std::move(intervals)},
                                    {"groups", std::move(shown)},
                                    {"query", query->query}});
}

}  // namespace picket::api
