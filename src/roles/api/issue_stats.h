// Counts and series of the issues on a page: a fixed number of queries for all of them together.
// Source: shared spec "api", sections 7.2 and 8.1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "ports/event_store.h"
#include "roles/api/call.h"
#include "roles/api/time_range.h"

namespace picket::api {

/// Buckets up to now: the last one holds this moment.
struct StatsPeriod {
  std::string_view name;  ///< Key in `stats`.
  Duration bucket;
  std::size_t buckets;
  std::optional<Timestamp> end{};  ///< Instead of now.
};
/// Of lists, and of a single issue, where both ends of the period are shown.
inline constexpr StatsPeriod kDayOfList{"24h", std::chrono::hours(1), 24};
inline constexpr StatsPeriod kTwoWeeksOfList{"14d", std::chrono::days(1), 14};
/// Key of the series over the range that a list is about.
inline constexpr std::string_view kRangeOfList = "auto";
inline constexpr StatsPeriod kDayOfIssue{"24h", std::chrono::hours(1), 25};
inline constexpr StatsPeriod kMonthOfIssue{"30d", std::chrono::days(1), 31};

using CountsByIssue = std::unordered_map<IssueId, ports::IssueCount>;
/// [[epoch seconds, events], ...]
using SeriesByIssue = std::unordered_map<IssueId, boost::json::array>;

/// The filter of `environments` over the projects of the call.
ports::EventFilter event_filter(const Call& call, std::vector<std::string> environments);

/// The same of the request's environments and range. 400 for a range that cannot be read.
Answer<ports::EventFilter> filter_of_range(const Call& call);

/// Every issue asked for has an entry, zero when it has no events there.
Answer<CountsByIssue> read_counts(const Call& call, const ports::EventFilter& filter,
                                  std::span<const IssueId> issues);
/// The buckets of a period: from here on, before the end.
struct PeriodRange {
  Timestamp start;
  Timestamp end;
};
PeriodRange range_of(const StatsPeriod& period, Timestamp now) noexcept;

/// When the events of a series are known to have happened; `first` after `last`: there are none.
struct SeenRange {
  Timestamp first = Timestamp::max();
  Timestamp last = Timestamp::min();
};
/// `within`: no other buckets are asked for.
Answer<SeriesByIssue> read_series(const Call& call, ports::EventFilter filter,
                                  std::span<const IssueId> issues, const StatsPeriod& period,
                                  const std::optional<SeenRange>& within = std::nullopt);

/// Buckets from `first` on, before `end`.
struct BucketSpan {
  std::int64_t first = 0;
  std::int64_t end = 0;

  friend bool operator==(const BucketSpan&, const BucketSpan&) = default;
};
/// Those of `buckets`, from `start` on, in which something was seen.
BucketSpan buckets_of(const SeenRange& seen, Timestamp start, Duration bucket,
                      std::int64_t buckets) noexcept;

/// The series of `kRangeOfList`: about thirty buckets at most, of a length that people read easily.
StatsPeriod period_of(const TimeRange& range, Timestamp now) noexcept;

/// The first limit between buckets that is not before `time`.
Timestamp round_up(Timestamp time, Duration bucket) noexcept;
/// [[epoch seconds, events], ...] from `start` on.
boost::json::array series_of(Timestamp start, Duration bucket,
                             std::span<const std::int64_t> events);

std::vector<IssueId> ids_of(std::span<const domain::Issue> issues);

}  // namespace picket::api
