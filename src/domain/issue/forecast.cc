#include "domain/issue/forecast.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"
#include "base/assert.h"

namespace picket::domain {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::weekday;

/// Beyond it a double is no exact count, and no issue has so many events.
constexpr double kMostEvents = 9e15;

/// What an issue that is younger than a week may have is this many times its worst hour.
constexpr std::int64_t kYoungFactor = 10;

struct Moments {
  double mean = 0;
  double deviation = 0;  ///< Of a sample.
};

Moments moments_of(std::span<const std::int64_t> hourly) {
  const double n = static_cast<double>(hourly.size());
  double sum = 0;
  for (const std::int64_t events : hourly) sum += static_cast<double>(events);
  const double mean = sum / n;
  double squares = 0;
  for (const std::int64_t events : hourly)
    squares += std::pow(static_cast<double>(events) - mean, 2);
  return {mean, std::sqrt(squares / (n - 1))};
}

std::int64_t whole(double events) {
  return static_cast<std::int64_t>(std::floor(std::min(events, kMostEvents)));
}

/// Hours of the same day of the week weigh twice.
double weighted_mean(std::span<const std::int64_t> hourly, Timestamp first_hour, weekday of) {
  double sum = 0;
  double weights = 0;
  for (std::size_t i = 0; i < hourly.size(); ++i) {
    const Timestamp hour = first_hour + hours(i);
    const double weight = weekday(floor<days>(hour)) == of ? 2 : 1;
    sum += static_cast<double>(hourly[i]) * weight;
    weights += weight;
  }
  return sum / weights;
}

}  // namespace

std::optional<Forecast> make_forecast(std::span<const std::int64_t> hourly, Timestamp first_hour,
                                      Timestamp now) {
  PICKET_ASSERT(hourly.size() <= kForecastHours);
  const std::int64_t most = hourly.empty() ? 0 : *std::max_element(hourly.begin(), hourly.end());
  if (most <= 0) return std::nullopt;
  Forecast forecast;
  forecast.made = now;
  forecast.first_day = floor<days>(now);
  if (hourly.size() < kForecastHours) {
    forecast.ceilings.fill(whole(static_cast<double>(most) * kYoungFactor));
    return forecast;
  }
  const auto [mean, deviation] = moments_of(hourly);
  const double burst = std::clamp(5 * std::exp(-0.65 * deviation / mean), 2.0, 5.0);
  const double by_peak = static_cast<double>(most) * burst;
  const double base = std::clamp((mean + 5 * deviation) / mean, 5.0, 8.0) * mean;
  for (std::size_t day = 0; day < kForecastDays; ++day) {
    const weekday of(floor<days>(forecast.first_day) + days(day));
    const double by_mean = weighted_mean(hourly, first_hour, of) + base;
    forecast.ceilings[day] = whole(std::max(by_peak, by_mean));
  }
  return forecast;
}

std::int64_t ceiling_at(const std::optional<Forecast>& forecast, Timestamp hour) noexcept {
  if (!forecast || hour < forecast->first_day) return kCeilingWithoutForecast;
  const auto day = static_cast<std::size_t>((hour - forecast->first_day) / days(1));
  return day < kForecastDays ? forecast->ceilings[day] : kCeilingWithoutForecast;
}

std::string format_ceilings(const Ceilings& ceilings) {
  std::string text;
  for (const std::int64_t one : ceilings) {
    if (!text.empty()) text += ',';
    text += std::to_string(one);
  }
  return text;
}

std::optional<Ceilings> parse_ceilings(std::string_view text) noexcept {
  Ceilings ceilings{};
  for (std::size_t day = 0; day < kForecastDays; ++day) {
    const ascii::Split one = ascii::split_once(text, ',');
    const auto number = ascii::parse_uint<std::uint64_t>(one.head);
    const bool is_last = day + 1 == kForecastDays;
    if (!number || *number > static_cast<std::uint64_t>(kMostEvents) || one.found == is_last)
      return std::nullopt;
    ceilings[day] = static_cast<std::int64_t>(*number);
    text = one.tail;
  }
  return ceilings;
}

}  // namespace picket::domain
