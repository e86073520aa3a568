// Times that may be missing, in columns that are not: 0 is never.
#pragma once

#include <optional>

#include "adapters/meta_sql/statement.h"
#include "base/clock.h"

namespace picket::adapters::meta {

inline Int time_or_never(const std::optional<Timestamp>& time) {
  return time ? to_unix_us(*time) : 0;
}

inline std::optional<Timestamp> never_or_time(Int us) {
  return us == 0 ? std::nullopt : std::optional(from_unix_us(us));
}

}  // namespace picket::adapters::meta
