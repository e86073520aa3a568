// Part of the port event_store: tables and series of what events say, by fields and functions.
// Source: shared spec "search", section 6, and "api", section 12.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/search/event_values.h"
#include "ports/event_counts.h"
#include "ports/event_filter.h"

namespace picket::ports {

using domain::search::EventAggregate;
using domain::search::EventFunction;
using domain::search::EventValue;
using domain::search::GroupCondition;
using domain::search::GroupConditions;
using domain::search::GroupExpression;

/// monostate: no value, as of an event without a tag. An empty text is none; nor is a number too
/// large for a double. Fields of an event: level, type... are texts as Sentry writes them
/// ("error"), ids of events hex, `handled` a bool, project and issue (after overrides) numbers,
/// timestamp a time. Counts are integers; sum, average, quantile, share_if and what is as_number
/// are doubles.
using TableValue = std::variant<std::monostate, std::int64_t, double, bool, std::string, Timestamp>;
using TableRow = std::vector<TableValue>;

struct TableSort {
  std::size_t column = 0;  ///< Of the row: values first, then aggregates.
  bool descending = true;
};

struct TableQuery {
  EventFilter filter;
  /// With aggregates: what events of one group have in common; none: all events are one group, be
  /// there any or not. Without aggregates: columns of single events.
  std::vector<EventValue> values;
  std::vector<EventAggregate> aggregates;
  GroupConditions having;  ///< Needs aggregates, if not its own.
  /// No value comes last. Ties: by the values in their order, ascending; single events newest
  /// first.
  std::vector<TableSort> order;
  std::size_t limit = 100;  ///< 1..EventTables::kMaxRows.
  std::size_t offset = 0;   ///< At most EventTables::kMaxOffset.
};

struct SeriesQuery {
  EventFilter filter;  ///< start and end are needed; buckets begin at start.
  Duration width{0};
  std::vector<EventAggregate> aggregates;
  /// One series for each of `chosen`, which are distinct: the events that have these values, or
  /// have none where it says monostate. Both empty: one of all.
  std::vector<EventValue> values{};
  std::vector<TableRow> chosen{};
  bool others = false;  ///< One more, the last: the events of none of the chosen.
};

/// By bucket, then by aggregate. Of a bucket without events counts are 0, the rest has no value.
using EventSeries = std::vector<TableRow>;

class EventTables {
 public:
  static constexpr std::size_t kMaxColumns = 20;  ///< Of values, of aggregates, and of `order`.
  static constexpr std::size_t kMaxRows = 10'000;
  static constexpr std::size_t kMaxOffset = 100'000;
  static constexpr std::size_t kMaxChosen = 20;

  virtual ~EventTables() = default;

  virtual Result<std::vector<TableRow>> table(const TableQuery& query) = 0;
  /// Buckets times series times aggregates are at most EventCounts::kMaxBuckets.
  virtual Result<std::vector<EventSeries>> series(const SeriesQuery& query) = 0;
};

/// What a TableValue holds when there is a value.
enum class ValueKind : std::uint8_t { integer, decimal, truth, text, time };
ValueKind kind_of(const EventValue& value) noexcept;
ValueKind kind_of(const EventAggregate& aggregate) noexcept;
/// Whether it holds nothing, or a value of the kind.
bool is_of(const TableValue& value, ValueKind kind) noexcept;

/// The aggregates of the query and, after them, those of `having` that are not among them; each of
/// those once.
std::vector<EventAggregate> all_aggregates(const TableQuery& query);

/// How many series a query asks for.
std::size_t series_count(const SeriesQuery& query) noexcept;
/// What a bucket without events says.
TableRow empty_bucket(const SeriesQuery& query);

// What every adapter checks alike.

/// invalid_argument / "bad_event_table" when a limit is passed, or something is asked that has no
/// meaning: a field that no event has, a sum of texts, a column that is not there... As
/// check_filter() for the filter and the conditions.
Result<void> check_table(const TableQuery& query);
/// The same for a series; how many buckets it has, as bucket_count().
Result<std::int64_t> check_series(const SeriesQuery& query);

}  // namespace picket::ports
