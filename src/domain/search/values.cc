#include "domain/search/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <iterator>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/rfc3339.h"

namespace picket::domain::search {
namespace {

using Unit = std::pair<std::string_view, double>;

constexpr Unit kMultiples[] = {{"k", 1e3}, {"m", 1e6}, {"b", 1e9}};
constexpr double kSecond = 1000;
constexpr double kMinute = 60 * kSecond;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kWeek = 7 * kDay;
constexpr Unit kDurations[] = {{"ms", 1},     {"s", kSecond}, {"min", kMinute}, {"m", kMinute},
                               {"hr", kHour}, {"h", kHour},   {"day", kDay},    {"d", kDay},
                               {"wk", kWeek}, {"w", kWeek}};
/// Powers of 1000 and, with an "i", of 1024.
constexpr std::string_view kSizePrefixes = "kmgtpezy";
constexpr std::int64_t kMaxYears = 100;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

struct Amount {
  double number = 0;
  std::string_view unit;  ///< What follows the digits.
};

/// Digits, and perhaps a point with more or no digits behind it.
std::optional<Amount> read_amount(std::string_view text) noexcept {
  const auto* const end = text.data() + text.size();
  const auto* at = std::find_if_not(text.data(), end, is_digit);
  if (at == text.data()) return std::nullopt;
  if (at != end && *at == '.') at = std::find_if_not(at + 1, end, is_digit);
  Amount amount;
  const auto [parsed_to, error] =
      std::from_chars(text.data(), at, amount.number, std::chars_format::fixed);
  // A last point without digits is not the number's for some implementations.
  if (error != std::errc{} || (parsed_to != at && at - parsed_to != 1)) return std::nullopt;
  amount.unit = text.substr(static_cast<std::size_t>(at - text.data()));
  return amount;
}

std::optional<double> times(const Amount& amount, double factor) noexcept {
  const double product = amount.number * factor;
  if (!std::isfinite(product)) return std::nullopt;
  return product;
}

std::optional<double> with_unit(const Amount& amount, std::span<const Unit> units,
                                bool any_case) noexcept {
  for (const auto& [name, factor] : units) {
    if (amount.unit == name || (any_case && ascii::iequals(amount.unit, name))) {
      return times(amount, factor);
    }
  }
  return std::nullopt;
}

/// What a date's text has in each place: 'd' is a digit.
bool has_form(std::string_view text, std::string_view form) noexcept {
  return text.size() == form.size() &&
         std::equal(text.begin(), text.end(), form.begin(),
                    [](char c, char f) { return f == 'd' ? is_digit(c) : c == f; });
}

struct DateParts {
  std::string_view day;
  std::string_view time;  ///< With its "T"; may be empty.
  std::string_view zone;  ///< "Z", "+02:00" or "".
};

std::optional<DateParts> split_date(std::string_view text) noexcept {
  constexpr std::string_view kDayForm = "dddd-dd-dd";
  constexpr std::string_view kTimeForm = "Tdd:dd:dd";
  constexpr std::string_view kZoneForm = "dd:dd";
  constexpr std::size_t kMaxFraction = 6;
  DateParts parts;
  parts.day = text.substr(0, kDayForm.size());
  if (!has_form(parts.day, kDayForm)) return std::nullopt;
  std::string_view rest = text.substr(kDayForm.size());
  if (has_form(rest.substr(0, kTimeForm.size()), kTimeForm)) {
    std::size_t size = kTimeForm.size();
    if (size < rest.size() && rest[size] == '.') {
      const std::size_t digits = size + 1;
      while (++size < rest.size() && is_digit(rest[size])) {
      }
      if (size == digits || size - digits > kMaxFraction) return std::nullopt;
    }
    parts.time = rest.substr(0, size);
    rest.remove_prefix(size);
  }
  parts.zone = rest;
  const bool offset = !rest.empty() && (rest.front() == '+' || rest.front() == '-') &&
                      has_form(rest.substr(1), kZoneForm);
  if (!rest.empty() && rest != "Z" && !offset) return std::nullopt;
  return parts;
}

std::int64_t minutes_of(RelativeDate::Unit unit) noexcept {
  using enum RelativeDate::Unit;
  switch (unit) {
    case minute:
      return 1;
    case hour:
      return 60;
    case day:
      return 24 * 60;
  }
  return 1;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto amount = read_amount(text);
  if (!amount) return std::nullopt;
  const auto number =
      amount->unit.empty() ? times(*amount, 1) : with_unit(*amount, kMultiples, true);
  if (!number) return std::nullopt;
  return negative && *number != 0 ? -*number : *number;
}

std::optional<double> parse_duration(std::string_view text) noexcept {
  const auto amount = read_amount(text);
  return amount ? with_unit(*amount, kDurations, false) : std::nullopt;
}

std::optional<double> parse_size(std::string_view text) noexcept {
  const auto amount = read_amount(text);
  if (!amount) return std::nullopt;
  constexpr Unit kPlain[] = {{"bit", 1.0 / 8}, {"bytes", 1}, {"nb", 1}};
  if (const auto bytes = with_unit(*amount, kPlain, true)) return bytes;
  const std::string_view unit = amount->unit;
  const bool binary = unit.size() == 3 && ascii::to_lower(unit[1]) == 'i';
  if ((unit.size() != 2 && !binary) || ascii::to_lower(unit.back()) != 'b') return std::nullopt;
  const std::size_t power = kSizePrefixes.find(ascii::to_lower(unit.front()));
  if (power == std::string_view::npos) return std::nullopt;
  return times(*amount, std::pow(binary ? 1024.0 : 1000.0, static_cast<double>(power + 1)));
}

std::optional<double> parse_percentage(std::string_view text) noexcept {
  if (!text.ends_with('%')) return std::nullopt;
  const auto number = parse_number(text.substr(0, text.size() - 1));
  if (!number) return std::nullopt;
  return *number / 100;
}

std::string format_number(double number) {
  std::array<char, 400>
      buffer;  // The largest double has 309 digits, the smallest 1,074 with zeros.
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  if (error != std::errc{}) return "0";
  return {buffer.data(), end};
}

std::optional<IsoDate> parse_iso_date(std::string_view text) {
  const auto parts = split_date(text);
  if (!parts) return std::nullopt;
  std::string full(parts->day);
  full += parts->time.empty() ? std::string_view("T00:00:00") : parts->time;
  full += parts->zone.empty() ? std::string_view("Z") : parts->zone;
  const auto at = parse_rfc3339(full);
  if (!at) return std::nullopt;
  return IsoDate{*at, !parts->time.empty()};
}

bool looks_like_iso_date(std::string_view text) noexcept {
  return split_date(text).has_value();
}

Duration RelativeDate::age() const noexcept {
  return std::chrono::minutes(amount * minutes_of(unit));
}

std::string RelativeDate::to_text() const {
  const char* const letter = unit == Unit::minute ? "m" : unit == Unit::hour ? "h" : "d";
  return fmt::format("{}{}", amount, letter);
}

std::optional<RelativeDate> parse_relative_date(std::string_view text) noexcept {
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const auto amount = ascii::parse_uint<std::uint32_t>(text.substr(1, text.size() - 2));
  if (!amount) return std::nullopt;
  RelativeDate date;
  date.older = text.front() == '+';
  date.amount = *amount;
  switch (text.back()) {
    case 'm':
      date.unit = RelativeDate::Unit::minute;
      break;
    case 'h':
      date.unit = RelativeDate::Unit::hour;
      break;
    case 'w':
      date.amount *= 7;
      break;
    case 'd':
      break;
    default:
      return std::nullopt;
  }
  // In minutes, as an age in microseconds may be beyond any number.
  constexpr auto kMost = std::chrono::floor<std::chrono::minutes>(std::chrono::years(kMaxYears));
  if (date.amount * minutes_of(date.unit) > kMost.count()) return std::nullopt;
  return date;
}

std::string format_date(Timestamp at) {
  std::string text = format_rfc3339(at, "");
  if (text.find('.') != std::string::npos) text.erase(text.find_last_not_of('0') + 1);
  return text + "Z";
}

}  // namespace picket::domain::search
