// Which time a request is about. Source: shared spec "api", section 1.6.
#pragma once

#include <optional>

#include "base/clock.h"
#include "roles/api/parameters.h"

namespace picket::api {

struct TimeRange {
  Timestamp start;
  std::optional<Timestamp> end;  ///< Exclusive; nullopt: until now and whatever comes.
};

/// Range when a request names none.
inline constexpr Duration kDefaultRange = std::chrono::days(90);

/// "14d"; digits alone are seconds.
std::optional<std::chrono::seconds> parse_period(std::string_view text) noexcept;

/// `statsPeriod`, else `start` and `end` (both), else the last 90 days. A period that reaches back
/// further than 1970 starts there. Dates without a zone are UTC, digits seconds since 1970;
/// `utc=false` asks for another reading of them and is refused.
Answer<TimeRange> read_time_range(const Parameters& parameters, Timestamp now);

}  // namespace picket::api
