#include "roles/api/cursor.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"

namespace picket::api {
namespace {

/// 9999-12-31T23:59:59.999999Z in microseconds; stores cannot order times beyond it.
constexpr std::int64_t kMaxValue = 253'402'300'799'999'999;
constexpr std::int64_t kMinValue = -62'135'596'800'000'000;

__extension__ using Wide = unsigned __int128;

std::string format_wide(const EventId& bits) {
  Wide rest = (Wide{bits.high} << 64U) | bits.low;
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::optional<EventId> parse_wide(std::string_view digits) noexcept {
  if (digits.empty()) return std::nullopt;
  constexpr Wide kMost = ~Wide{0};
  Wide value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<Wide>(c - '0');
    if (value > (kMost - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return EventId{static_cast<std::uint64_t>(value >> 64U), static_cast<std::uint64_t>(value)};
}

std::optional<std::int64_t> parse_value(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto size = ascii::parse_uint<std::uint64_t>(text);
  if (!size || *size > static_cast<std::uint64_t>(kMaxValue)) return std::nullopt;
  const auto value =
      negative ? -static_cast<std::int64_t>(*size) : static_cast<std::int64_t>(*size);
  if (value < kMinValue) return std::nullopt;
  return value;
}

}  // namespace

std::string format_cursor(const Cursor& cursor) {
  return fmt::format("{}:{}:{}", cursor.value, format_wide(cursor.tie), cursor.is_prev ? 1 : 0);
}

std::optional<Cursor> parse_cursor(std::string_view text) noexcept {
  const ascii::Split first = ascii::split_once(text, ':');
  const ascii::Split second = ascii::split_once(first.tail, ':');
  const auto value = parse_value(first.head);
  const auto tie = parse_wide(second.head);
  if (!value || !tie || (second.tail != "0" && second.tail != "1")) return std::nullopt;
  return Cursor{*value, *tie, second.tail == "1"};
}

Answer<std::optional<Cursor>> read_cursor(const Parameters& parameters) {
  const std::string_view text = parameters.text_or("cursor", "");
  if (text.empty()) return std::optional<Cursor>();
  const auto cursor = parse_cursor(text);
  if (!cursor) return unexpected(bad_request("Invalid cursor parameter."));
  return cursor;
}

}  // namespace picket::api
