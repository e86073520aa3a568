// Values by the type of their key: numbers, durations, sizes, percentages, dates, booleans.
// Source: shared spec "search", sections 2 and 4.
#pragma once

#include <vector>

#include "domain/search/reading.h"

namespace picket::domain::search {

/// A number, or an amount with the units of the type; nullopt for other types and texts.
std::optional<double> parse_amount(ValueType type, std::string_view text) noexcept;

/// Filters on a key of type number, duration, size or percentage.
Read<Filter> read_number_filter(const Reading& reading, Key key, const WrittenFilter& written);
Read<Filter> read_boolean_filter(const Reading& reading, Key key, const WrittenFilter& written);
/// A day or a moment without an operator is two filters: from and to.
Read<std::vector<Filter>> read_date_filter(const Reading& reading, Key key,
                                           const WrittenFilter& written);

/// From and to (exclusive): the day, or 5 minutes before and 6 after the moment.
struct DateRange {
  Timestamp from;
  Timestamp to;
};
DateRange range_of(const IsoDate& date) noexcept;

/// ">= now-2w" for "-2w".
Operator operator_of(const RelativeDate& date) noexcept;
Date date_of(const RelativeDate& date, Timestamp now) noexcept;

}  // namespace picket::domain::search
