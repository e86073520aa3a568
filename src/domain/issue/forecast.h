// How many events an hour an issue may have before it escalates, from how many it had.
// Source: shared spec "issues", section 5.2.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace picket::domain {

inline constexpr std::size_t kForecastDays = 14;
/// Hours of the past that a forecast looks at.
inline constexpr std::size_t kForecastHours = 7 * 24;
/// Of an issue that has no forecast for the day.
inline constexpr std::int64_t kCeilingWithoutForecast = 200;
/// A forecast is made anew after this time.
inline constexpr std::chrono::days kForecastIsNew{1};

using Ceilings = std::array<std::int64_t, kForecastDays>;

/// The most events an hour, by UTC day.
struct Forecast {
  Timestamp made{};
  Timestamp first_day{};  ///< Midnight.
  Ceilings ceilings{};

  friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// `hourly[i]` are the events of the i-th hour from `first_hour` on; at most kForecastHours, fewer
/// when the issue is younger. The days begin with that of `now`. Nullopt without any event.
std::optional<Forecast> make_forecast(std::span<const std::int64_t> hourly, Timestamp first_hour,
                                      Timestamp now);

/// Of the day of `hour`.
std::int64_t ceiling_at(const std::optional<Forecast>& forecast, Timestamp hour) noexcept;

/// "10,10,12", one per day, as it is stored.
std::string format_ceilings(const Ceilings& ceilings);
/// Nullopt for what is not such a text.
std::optional<Ceilings> parse_ceilings(std::string_view text) noexcept;

}  // namespace picket::domain
