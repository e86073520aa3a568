// Where a count finds its events: in the sums of whole days and hours (sum_tables.h), and one by
// one where there are none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "adapters/events_duckdb/user_sketch.h"
#include "ports/event_filter.h"

namespace picket::adapters::duck {

/// [from, to) of the events' time; without end where there is none.
struct TimeSpan {
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;

  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// Every event of a span is in exactly one of these.
struct Coverage {
  std::vector<TimeSpan> days;      ///< Sums of days.
  std::vector<TimeSpan> hours;     ///< Sums of hours.
  std::vector<TimeSpan> events;    ///< All events.
  std::vector<TimeSpan> unsummed;  ///< Events received at or after `summed_until`.
  Timestamp summed_until;

  bool has_sums() const noexcept { return !days.empty() || !hours.empty(); }
};

/// The widest sums that a question can do with.
enum class Coarsest : std::uint8_t { day, hour, event };

/// For buckets of a width.
Coarsest coarsest_of(Timestamp start, Duration width) noexcept;

Coverage cover(const TimeSpan& span, Coarsest coarsest,
               const std::optional<Timestamp>& summed_until);

/// For the filter's range; events only when the filter asks what sums do not say. Inside a
/// snapshot, in which the question is then asked.
Outcome<Coverage> coverage_of(const Connection& on, const ports::EventFilter& filter,
                              Coarsest coarsest);
/// The same for a part of the range.
Outcome<Coverage> coverage_of(const Connection& on, const ports::EventFilter& filter,
                              const TimeSpan& span, Coarsest coarsest);

/// A filter's conditions but the range, which is the coverage's.
Selection selection_without_range(const TableFacts& facts, ports::EventFilter filter);

/// "(SELECT ...)": one row for each sum and each event, with columns issue (as of now), project,
/// environment, time (the start of a sum, the time of an event), events, oldest, newest,
/// newest_high, newest_low, newest_handled, users (a UserSketch; NULL of an event) and user (of an
/// event; NULL of a sum).
std::string counted_events(Selection& selection, const Coverage& coverage);

/// Adds the users of a row of counted_events().
Outcome<void> add_users(UserSketch& to, duckdb_vector users, duckdb_vector user, idx_t row);

}  // namespace picket::adapters::duck
