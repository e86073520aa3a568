#include "roles/api/stats_range.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "ports/event_store.h"
#include "roles/api/issue_stats.h"

namespace picket::api {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

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

Answer<StatsRange> read_stats_range(const Parameters& parameters, Timestamp now) {
  const auto until = read_second(parameters, "until", now);
  if (!until) return unexpected(until.error());
  const auto since = read_second(parameters, "since", *until - days(1));
  if (!since) return unexpected(since.error());
  if (*since > *until) return unexpected(bad_request("start must be before or equal to end"));
  const auto bucket = read_resolution(parameters, *until - *since);
  if (!bucket) return unexpected(bucket.error());
  const StatsRange range{round_up(*since, *bucket), round_up(*until, *bucket), *bucket};
  if (range.buckets() > static_cast<std::size_t>(ports::EventCounts::kMaxBuckets))
    return unexpected(bad_request("The range has too many points at this resolution."));
  return range;
}

ports::OutcomeSeriesQuery error_series(const Call& call, const StatsRange& range) {
  using enum protocol::Category;
  return {.projects = {call.grant.projects.front()->project},
          .categories = {error, default_, security},
          .outcomes = {},
          .start = range.start,
          .end = range.end,
          .bucket = std::max<Duration>(range.bucket, minutes(1))};
}

}  // namespace picket::api
