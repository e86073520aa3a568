// Numbers, durations, sizes, percentages and dates as people write them in a query.
// Source: shared spec "search", sections 1 and 2.
//
// Each takes the whole text or nothing. A number that does not fit a double is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace picket::domain::search {

/// "-1.5k": k, m and b are thousand, million and (American) billion.
std::optional<double> parse_number(std::string_view text) noexcept;
/// "1.5h" in milliseconds: ms, s, min or m, hr or h, day or d, wk or w.
std::optional<double> parse_duration(std::string_view text) noexcept;
/// "10kb" or "10kib" in bytes, up to yottabytes; "8bit" is one.
std::optional<double> parse_size(std::string_view text) noexcept;
/// "5%" as 0.05.
std::optional<double> parse_percentage(std::string_view text) noexcept;

/// As short as it can be, without an exponent: what parse_number() reads back.
std::string format_number(double number);

struct IsoDate {
  Timestamp at;
  bool has_time = false;  ///< Without one it is a whole day, from midnight.
};

/// "2015-05-18", "2015-05-18T10:15:01.103Z", "…+02:00"; UTC without a zone.
std::optional<IsoDate> parse_iso_date(std::string_view text);

/// Whether it has the form of one, be there such a day or not.
bool looks_like_iso_date(std::string_view text) noexcept;

/// "-2w": at most two weeks old; "+2w": at least.
struct RelativeDate {
  enum class Unit : std::uint8_t { minute, hour, day };
  bool older = false;  ///< "+".
  std::int64_t amount = 0;
  Unit unit = Unit::day;  ///< A week is seven days.

  Duration age() const noexcept;
  /// "7d".
  std::string to_text() const;

  friend bool operator==(const RelativeDate&, const RelativeDate&) = default;
};

/// At most 100 years.
std::optional<RelativeDate> parse_relative_date(std::string_view text) noexcept;

/// "2015-05-18T10:15:01.103Z", no zeros at the end of the fraction.
std::string format_date(Timestamp at);

}  // namespace picket::domain::search
