// Whether retention may trust the clock: a clock that stands a year ahead would make everything
// too old. See docs/decisions/0018-retention-doubts-a-clock-that-jumped.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace picket::worker {

/// What the runs before have seen. Kept in the payload of the task, so that it outlives processes.
struct ClockRecord {
  std::optional<Timestamp> trusted;  ///< The last time that was believed.
  std::optional<Timestamp>
      doubted;  ///< When a jump ahead was seen first, by the clock that jumped.

  friend bool operator==(const ClockRecord&, const ClockRecord&) = default;
};

/// Pure. Decides about `now` and updates the record. A time is believed when it is no more than
/// kLargestClockStep past the last that was, without any that was, or when the clock has gone on
/// for kClockDoubt since it jumped. A clock that steps back is believed: it makes nothing older.
bool trust_clock(ClockRecord& record, Timestamp now) noexcept;

/// "TRUSTED" or "TRUSTED DOUBTED" in RFC 3339; empty for an empty record.
std::string format_clock_record(const ClockRecord& record);
/// An empty record for what is none.
ClockRecord parse_clock_record(std::string_view text) noexcept;

}  // namespace picket::worker
