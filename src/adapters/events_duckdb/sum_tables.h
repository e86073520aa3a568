// The tables of sums, inside the transaction that is open on a connection.
//
// `hours` and `days` each say the same: they sum up exactly the events received before
// summed_until(). The other events count as they are.
#pragma once

#include <optional>
#include <string_view>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/sums.h"

namespace picket::adapters::duck {

/// The columns of both tables in their order; the DDL is frozen in schema.cc, a test holds both
/// together.
inline constexpr std::string_view kSumColumns =
    "start, received_day, project, issue, hash_id, environment, events, oldest, newest, "
    "newest_high, newest_low, newest_handled, users";

/// None when nothing is summed up yet.
Outcome<std::optional<Timestamp>> summed_until(const Connection& on);
Outcome<void> set_summed_until(const Connection& on, Timestamp until);

/// What summed_until() says, without asking each time. Not thread-safe: the writer's.
class SummedUntil {
 public:
  Outcome<std::optional<Timestamp>> get(const Connection& on);
  void set(const std::optional<Timestamp>& committed);
  /// When nobody can tell what was committed.
  void forget() noexcept { known_ = false; }

 private:
  bool known_ = false;
  std::optional<Timestamp> until_;
};

/// Sums of the same events by both widths.
struct SumsByWidth {
  Sums hours{std::chrono::hours(1)};
  Sums days{std::chrono::days(1)};

  void add(const SummedEvent& event) {
    hours.add(event);
    days.add(event);
  }
};

/// What becomes of sums that a table has of the same start.
enum class Repeated : std::uint8_t {
  keep,  ///< Some keys are there twice then, which questions sum up.
  fold,  ///< One sum for each key, where that does not rewrite many for a few.
};

/// Adds the sums to both tables.
Outcome<void> add_sums(const Connection& on, SumsByWidth& sums, Repeated repeated);

/// The sums of the events received in [from, to); from the first one when there is no `from`.
Outcome<SumsByWidth> sum_up(const Connection& on, std::optional<Timestamp> from, Timestamp to);

/// For a value from a table that is not what was ever written there.
Failure corrupt_sums(UserSketchError error);

}  // namespace picket::adapters::duck
