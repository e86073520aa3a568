// Questions to ports::EventTables: small ones by hand, varied ones by seed.
#pragma once

#include <string>
#include <utility>

#include "base/random.h"
#include "ports/event_tables.h"

namespace picket::contract {

inline const ports::TableValue kNone{};

inline ports::TableValue number(std::int64_t value) {
  return value;
}
inline ports::TableValue text(std::string value) {
  return value;
}

inline ports::EventValue field(domain::search::EventField of) {
  return {of, ""};
}
inline ports::EventValue tag(std::string key) {
  return {domain::search::EventField::tag, std::move(key)};
}

inline ports::EventAggregate of(ports::EventFunction function, ports::EventValue value = {}) {
  return {.function = function, .of = std::move(value)};
}
inline ports::EventAggregate of_numbers(ports::EventFunction function, ports::EventValue value,
                                        double quantile = 0.5) {
  return {.function = function, .of = std::move(value), .as_number = true, .quantile = quantile};
}
/// count_if or share_if of events whose field or tag has the text.
ports::EventAggregate of_those_with(ports::EventFunction function, ports::EventValue value,
                                    const std::string& text);

/// What random_row has and has not; any test, sort and page.
ports::TableQuery random_table(SeededRandom& random);
/// Over the hours of random_row.
ports::SeriesQuery random_series(SeededRandom& random);

/// Equal but for the last digits of doubles.
bool nearly_equal(const ports::TableRow& a, const ports::TableRow& b);
bool nearly_equal(const std::vector<ports::TableRow>& a, const std::vector<ports::TableRow>& b);

}  // namespace picket::contract
