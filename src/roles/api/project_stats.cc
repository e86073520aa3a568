#include "roles/api/project_stats.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "roles/api/issue_stats.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr StatsPeriod kPeriods[] = {
    {"1h", minutes(1), 60}, {"24h", hours(1), 24}, {"7d", days(1), 7},
    {"14d", days(1), 14},   {"30d", days(1), 30},  {"90d", days(1), 90},
};

/// Adds the series of these projects from `start` on, which is a limit between buckets.
Answer<void> add_series(const Call& call, std::span<const ProjectId> projects, Timestamp start,
                        Duration bucket, std::size_t buckets, SeriesByProject& series) {
  const std::vector<std::int64_t> nothing(buckets);
  for (const ProjectId id : projects) series[id] = series_of(start, bucket, nothing);
  ports::EventFilter filter;
  filter.projects.assign(projects.begin(), projects.end());
  filter.start = start;
  filter.end = start + bucket * static_cast<std::int64_t>(buckets);
  const auto counts = call.stores.events.count_by_project_and_time(filter, projects, bucket);
  if (!counts) return unexpected(failed(counts.error()));
  for (const ports::ProjectSeries& one : *counts)
    series[one.project] = series_of(start, bucket, one.events);
  return {};
}

/// Epoch seconds; `otherwise` when absent.
Answer<Timestamp> read_second(const Parameters& parameters, std::string_view name,
                              Timestamp otherwise) {
  const auto text = parameters.text(name);
  if (!text || text->empty()) return otherwise;
  const auto second = ascii::parse_uint<std::uint64_t>(ascii::split_once(*text, '.').head);
  constexpr std::uint64_t kLast = 253'402'300'799;  // Of the year 9999.
  if (!second || *second > kLast)
    return unexpected(bad_request(std::string(name) + " must be a numeric timestamp."));
  return Timestamp(seconds(static_cast<std::int64_t>(*second)));
}

Answer<Duration> read_resolution(const Parameters& parameters, Duration range) {
  const std::string_view word = parameters.text_or("resolution", "");
  if (word.empty()) return Duration(range <= days(2) ? Duration(hours(1)) : Duration(days(1)));
  if (word == "10s") return Duration(seconds(10));
  if (word == "1h") return Duration(hours(1));
  if (word == "1d") return Duration(days(1));
  return unexpected(bad_request("Invalid resolution"));
}

}  // namespace

Answer<SeriesByProject> read_project_series(const Call& call, std::span<const SeenProject> seen) {
  SeriesByProject series;
  const std::string_view name = call.parameters.text_or("statsPeriod", "");
  if (name.empty()) return series;
  const auto period = std::find_if(std::begin(kPeriods), std::end(kPeriods),
                                   [&](const StatsPeriod& one) { return one.name == name; });
  if (period == std::end(kPeriods)) return unexpected(unsupported_value("statsPeriod", name));
  const Timestamp end = round_up(call.now, period->bucket);
  const Timestamp start = end - period->bucket * static_cast<std::int64_t>(period->buckets);
  // As many at once as one answer of the store may hold.
  const auto at_once = static_cast<std::size_t>(ports::EventCounts::kMaxBuckets) / period->buckets;
  std::vector<ProjectId> ids;
  for (const SeenProject& one : seen) ids.push_back(one.id);
  for (std::span<const ProjectId> rest(ids); !rest.empty();) {
    const auto some = rest.first(std::min(rest.size(), at_once));
    rest = rest.subspan(some.size());
    auto added = add_series(call, some, start, period->bucket, period->buckets, series);
    if (!added) return unexpected(std::move(added.error()));
  }
  return series;
}

Answer<net::Response> show_project_stats(Call& call) {
  const std::string_view stat = call.parameters.text_or("stat", "received");
  // Filtered and refused events are in the ledger by category, which no chart of ours shows yet.
  if (stat != "received" && stat != "generated") return unexpected(unsupported_value("stat", stat));
  const auto until = read_second(call.parameters, "until", call.now);
  if (!until) return unexpected(until.error());
  const auto since = read_second(call.parameters, "since", *until - days(1));
  if (!since) return unexpected(since.error());
  if (*since > *until) return unexpected(bad_request("start must be before or equal to end"));
  const auto bucket = read_resolution(call.parameters, *until - *since);
  if (!bucket) return unexpected(bucket.error());
  const Timestamp end = round_up(*until, *bucket);
  const Timestamp start = round_up(*since, *bucket);
  const std::int64_t buckets = (end - start) / *bucket;
  if (buckets > ports::EventCounts::kMaxBuckets)
    return unexpected(bad_request("The range has too many points at this resolution."));
  const ProjectId project = call.grant.projects.front()->project;
  SeriesByProject series;
  if (buckets > 0) {
    auto added =
        add_series(call, {&project, 1}, start, *bucket, static_cast<std::size_t>(buckets), series);
    if (!added) return unexpected(std::move(added.error()));
  }
  return json_response(series[project]);
}

}  // namespace picket::api
