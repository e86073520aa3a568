#include "roles/api/project_stats.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

#include "ports/outcomes.h"
#include "roles/api/issue_stats.h"
#include "roles/api/stats_range.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

namespace json = boost::json;

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

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

/// What Sentry counts under each word.
Answer<std::vector<protocol::Outcome>> read_stat(const Parameters& parameters) {
  using enum protocol::Outcome;
  const std::string_view stat = parameters.text_or("stat", "received");
  if (stat == "received") return std::vector{accepted, filtered, rate_limited};
  if (stat == "generated") return std::vector{accepted};
  if (stat == "rejected") return std::vector{rate_limited};
  if (stat == "blacklisted") return std::vector{filtered};
  return unexpected(unsupported_value("stat", stat));
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
  const auto outcomes = read_stat(call.parameters);
  if (!outcomes) return unexpected(outcomes.error());
  const auto range = read_stats_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  ports::OutcomeSeriesQuery query = error_series(call, *range);
  query.outcomes = *outcomes;
  const auto rows = call.meta().outcomes().series(query);
  if (!rows) return unexpected(failed(rows.error()));
  std::vector<std::int64_t> counts(range->buckets());
  for (const protocol::OutcomeCount& row : *rows)
    counts[range->bucket_of(row.minute)] += row.quantity;
  return json_response(series_of(range->start, range->bucket, counts));
}

}  // namespace picket::api
