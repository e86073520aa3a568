#include "adapters/events_duckdb/summing.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "adapters/events_duckdb/sum_tables.h"

namespace picket::adapters::duck {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;

/// Events that a step reads: some 50 ms and 10 MB, for which appends wait.
constexpr std::int64_t kSummedAtOnce = 32'768;
/// Events received within this time are summed up at once, however many there are.
constexpr Duration kShortestStep = std::chrono::milliseconds(100);
/// A clock may be set back by less without consequences.
constexpr Duration kFutureAllowed = hours(1);

struct ReceptionRange {
  Timestamp first;
  Timestamp last;
};

/// Of the events that are not summed up.
Outcome<std::optional<ReceptionRange>> left_over(const Connection& on,
                                                 const std::optional<Timestamp>& until) {
  Parameters with;
  std::string where;
  if (until) {
    with.add(*until);
    where = " WHERE received >= $1";
  }
  auto result = run(on,
                    "SELECT count(*), epoch_us(min(received)), epoch_us(max(received)) FROM "
                    "store.events" +
                        where,
                    with);
  if (!result) return unexpected(result.error());
  std::optional<ReceptionRange> range;
  for_each_row(*result, [&range](auto column, idx_t row) {
    if (value_at<std::int64_t>(column(0), row) == 0) return;
    range = {from_unix_us(value_at<std::int64_t>(column(1), row)),
             from_unix_us(value_at<std::int64_t>(column(2), row))};
  });
  return range;
}

/// The end of a step that begins with `first`: that of its day, or less when those are too many.
Outcome<Timestamp> end_of_step(const Connection& on, Timestamp first, Timestamp limit) {
  Timestamp end = std::min<Timestamp>(limit, floor<days>(first) + days(1));
  while (end - first > kShortestStep) {
    Parameters with;
    with.add(first);
    with.add(end);
    auto count =
        run(on, "SELECT count(*) FROM store.events WHERE received >= $1 AND received < $2", with);
    if (!count) return unexpected(count.error());
    if (count->single_int64() <= kSummedAtOnce) break;
    const Timestamp middle = first + (end - first) / 2;
    const Timestamp hour = floor<hours>(middle);
    end = hour > first ? hour : middle;
  }
  return end;
}

/// Back to the start of today: no sum is of events that were received on both sides of it.
Outcome<SummingStep> undo_future(const Connection& on, Timestamp now) {
  const Timestamp today = floor<days>(now);
  Parameters with;
  with.add(today);
  for (const char* table : {"hours", "days"}) {
    const auto deleted =
        run(on, "DELETE FROM store." + std::string(table) + " WHERE received_day >= $1", with);
    if (!deleted) return unexpected(deleted.error());
  }
  if (const auto moved = set_summed_until(on, today); !moved) return unexpected(moved.error());
  return SummingStep{true, true, today};
}

}  // namespace

Outcome<SummingStep> sum_some(const Connection& on, const std::optional<Timestamp>& until,
                              Timestamp now) {
  if (until && *until > now + kFutureAllowed) return undo_future(on, now);
  const auto range = left_over(on, until);
  if (!range) return unexpected(range.error());
  SummingStep step{false, false, until};
  if (!*range) return step;
  const Timestamp limit = std::min<Timestamp>(floor<hours>(now), floor<hours>((*range)->last));
  if ((*range)->first >= limit) return step;
  const auto end = end_of_step(on, (*range)->first, limit);
  if (!end) return unexpected(end.error());
  auto sums = sum_up(on, until, *end);
  if (!sums) return unexpected(sums.error());
  if (const auto added = add_sums(on, *sums, Repeated::fold); !added) {
    return unexpected(added.error());
  }
  if (const auto moved = set_summed_until(on, *end); !moved) return unexpected(moved.error());
  return SummingStep{true, *end < limit, *end};
}

}  // namespace picket::adapters::duck
