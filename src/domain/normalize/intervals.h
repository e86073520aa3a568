// Stretches of time, some over others.
#pragma once

#include <vector>

#include "base/clock.h"

namespace picket::domain::normalize {

struct Interval {
  Timestamp begin;
  Timestamp end;  ///< Not before begin.
};

/// How long at least one of them lasts. Sorts them.
Duration covered(std::vector<Interval>& intervals);

/// How much of `whole` none of the others covers. Sorts them.
Duration uncovered(const Interval& whole, std::vector<Interval>& others);

/// Milliseconds, with a fraction.
double to_milliseconds(Duration duration) noexcept;

}  // namespace picket::domain::normalize
