#include "roles/api/issue_stats.h"

#include <algorithm>
#include <utility>

#include "roles/api/session.h"

namespace picket::api {

namespace json = boost::json;

namespace {

using std::chrono::hours;

/// Ranges up to `range` have buckets of `bucket`.
struct Step {
  hours range;
  hours bucket;
};
constexpr Step kSteps[] = {{hours(29), hours(1)},   {hours(58), hours(2)},
                           {hours(87), hours(3)},   {hours(174), hours(6)},
                           {hours(420), hours(12)}, {hours(29 * 24), hours(24)}};
constexpr std::int64_t kParts = 29;

Duration bucket_of(Duration range) noexcept {
  if (range < hours(24)) return std::max<Duration>(range / kParts, std::chrono::seconds(1));
  for (const Step& step : kSteps) {
    if (range <= step.range) return step.bucket;
  }
  const Duration day = std::chrono::days(1);
  return day * ((range + kParts * day - Duration(1)) / (kParts * day));
}

}  // namespace

Timestamp round_up(Timestamp time, Duration bucket) noexcept {
  const std::int64_t us = to_unix_us(time);
  const std::int64_t width = bucket.count();
  const std::int64_t over = ((us % width) + width) % width;
  return over == 0 ? time : from_unix_us(us - over + width);
}

json::array series_of(Timestamp start, Duration bucket, std::span<const std::int64_t> events) {
  json::array series;
  series.reserve(events.size());
  for (const std::int64_t count : events) {
    series.push_back(
        {std::chrono::floor<std::chrono::seconds>(start).time_since_epoch().count(), count});
    start += bucket;
  }
  return series;
}

StatsPeriod period_of(const TimeRange& range, Timestamp now) noexcept {
  const Timestamp end = range.end.value_or(now);
  const Duration length = std::max<Duration>(end - range.start, std::chrono::seconds(1));
  const Duration bucket = bucket_of(length);
  const auto buckets = static_cast<std::size_t>((length + bucket - Duration(1)) / bucket);
  return {kRangeOfList, bucket, buckets, end};
}

ports::EventFilter event_filter(const Call& call, std::vector<std::string> environments) {
  ports::EventFilter filter;
  filter.projects = call.grant.project_ids();
  filter.environments = std::move(environments);
  // What changes something goes on: who sent it may not want the answer.
  if (!is_unsafe(call.request.method)) filter.stop = call.request.stop;
  return filter;
}

Answer<ports::EventFilter> filter_of_range(const Call& call) {
  const auto range = read_time_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  ports::EventFilter filter = event_filter(call, call.parameters.all("environment"));
  filter.start = range->start;
  filter.end = range->end;
  return filter;
}

Answer<CountsByIssue> read_counts(const Call& call, const ports::EventFilter& filter,
                                  std::span<const IssueId> issues) {
  CountsByIssue by_issue;
  for (const IssueId issue : issues) by_issue[issue].issue = issue;
  if (issues.empty()) return by_issue;
  const auto counts = call.stores.events.count_by_issue(filter, issues);
  if (!counts) return unexpected(failed(counts.error()));
  for (const ports::IssueCount& count : *counts) by_issue[count.issue] = count;
  return by_issue;
}

PeriodRange range_of(const StatsPeriod& period, Timestamp now) noexcept {
  const Timestamp end = round_up(period.end.value_or(now), period.bucket);
  return {end - period.bucket * static_cast<std::int64_t>(period.buckets), end};
}

BucketSpan buckets_of(const SeenRange& seen, Timestamp start, Duration bucket,
                      std::int64_t buckets) noexcept {
  const Timestamp end = start + bucket * buckets;
  if (seen.first > seen.last || seen.first >= end || seen.last < start) return {};
  return {(std::max(seen.first, start) - start) / bucket,
          (std::min(seen.last, end - Duration(1)) - start) / bucket + 1};
}

Answer<SeriesByIssue> read_series(const Call& call, ports::EventFilter filter,
                                  std::span<const IssueId> issues, const StatsPeriod& period,
                                  const std::optional<SeenRange>& within) {
  SeriesByIssue by_issue;
  if (issues.empty()) return by_issue;
  const auto buckets = static_cast<std::int64_t>(period.buckets);
  const Timestamp start = range_of(period, call.now).start;
  std::vector<std::int64_t> events(period.buckets);
  for (const IssueId issue : issues) by_issue[issue] = series_of(start, period.bucket, events);
  const BucketSpan asked =
      within ? buckets_of(*within, start, period.bucket, buckets) : BucketSpan{0, buckets};
  if (asked.first == asked.end) return by_issue;
  filter.start = start + period.bucket * asked.first;
  filter.end = start + period.bucket * asked.end;
  const auto series = call.stores.events.count_by_issue_and_time(filter, issues, period.bucket);
  if (!series) return unexpected(failed(series.error()));
  for (const ports::IssueSeries& one : *series) {
    std::copy(one.events.begin(), one.events.end(), events.begin() + asked.first);
    by_issue[one.issue] = series_of(start, period.bucket, events);
  }
  return by_issue;
}

std::vector<IssueId> ids_of(std::span<const domain::Issue> issues) {
  std::vector<IssueId> ids;
  ids.reserve(issues.size());
  for (const domain::Issue& issue : issues) ids.push_back(issue.id);
  return ids;
}

}  // namespace picket::api
