#include "roles/api/time_range.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/rfc3339.h"
#include "base/utf8.h"

namespace picket::api {
namespace {

/// Characters of the client's own text that an answer repeats.
constexpr std::size_t kMaxQuoted = 100;

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

std::optional<std::int64_t> unit_seconds(char unit) noexcept {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3600;
    case 'd':
      return 86'400;
    case 'w':
      return 7 * 86'400;
    default:
      return std::nullopt;
  }
}

/// Seconds since 1970, a fraction being passed over.
std::optional<Timestamp> parse_epoch(std::string_view text) noexcept {
  constexpr std::uint64_t kLast = 253'402'300'799;  // Of the year 9999.
  const auto parts = ascii::split_once(text, '.');
  const auto second = ascii::parse_uint<std::uint64_t>(parts.head);
  if (!second || *second > kLast || !std::all_of(parts.tail.begin(), parts.tail.end(), is_digit))
    return std::nullopt;
  return Timestamp(std::chrono::seconds(static_cast<std::int64_t>(*second)));
}

Answer<Timestamp> parse_date(std::string_view text) {
  auto time = parse_rfc3339(text);
  if (!time) time = parse_epoch(text);
  if (!time) {
    return unexpected(bad_request(
        fmt::format("{} is not a valid ISO8601 date query", utf8_prefix(text, kMaxQuoted))));
  }
  return *time;
}

/// Whether a date says in which zone it is: Z or an offset behind the time. Seconds since 1970 need
/// none.
bool names_zone(std::string_view date) noexcept {
  if (parse_epoch(date)) return true;
  const std::size_t time = date.find_first_of("Tt ");
  return time != std::string_view::npos &&
         date.find_first_of("Zz+-", time) != std::string_view::npos;
}

/// `utc`: anything but true reads dates without a zone in the asker's own, which nobody has told
/// us. Where that changes nothing it is taken; elsewhere the answer would be about other hours.
Result<void, Problem> check_utc(const Parameters& parameters, std::string_view start,
                                std::string_view end) {
  if (parameters.text_or("utc", "").empty() || parameters.flag("utc")) return {};
  if (names_zone(start) && names_zone(end)) return {};
  return unexpected(bad_request(
      "'utc' must be true unless start and end name their time zone, as in 2026-05-13T12:00:00Z."));
}

}  // namespace

std::optional<std::chrono::seconds> parse_period(std::string_view text) noexcept {
  std::int64_t seconds = 1;
  if (!text.empty() && !is_digit(text.back())) {
    const auto unit = unit_seconds(text.back());
    if (!unit) return std::nullopt;
    seconds = *unit;
    text.remove_suffix(1);
  }
  const auto count = ascii::parse_uint<std::uint32_t>(text);  // Times a week: far below 2^63.
  if (!count) return std::nullopt;
  return std::chrono::seconds(*count * seconds);
}

Answer<TimeRange> read_time_range(const Parameters& parameters, Timestamp now) {
  if (const std::string_view text = parameters.text_or("statsPeriod", ""); !text.empty()) {
    const auto period = parse_period(text);
    if (!period)
      return unexpected(
          bad_request(fmt::format("Invalid statsPeriod: '{}'", utf8_prefix(text, kMaxQuoted))));
    // In seconds: so many microseconds would not fit.
    const auto since_1970 = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
    return TimeRange{*period > since_1970 ? Timestamp() : now - *period, std::nullopt};
  }
  const std::string_view start = parameters.text_or("start", "");
  const std::string_view end = parameters.text_or("end", "");
  if (start.empty() && end.empty()) return TimeRange{now - kDefaultRange, std::nullopt};
  if (start.empty() || end.empty())
    return unexpected(bad_request("start and end are both required"));
  if (auto checked = check_utc(parameters, start, end); !checked)
    return unexpected(std::move(checked.error()));
  const auto from = parse_date(start);
  if (!from) return unexpected(from.error());
  const auto to = parse_date(end);
  if (!to) return unexpected(to.error());
  if (*from >= *to) return unexpected(bad_request("start must be before end"));
  return TimeRange{*from, *to};
}

}  // namespace picket::api
