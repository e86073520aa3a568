// What a table says of rows in memory: values of one event, functions of several.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "adapters/memory/event_conditions.h"
#include "ports/event_tables.h"

namespace picket::adapters {

/// An event and the issue that it belongs to after overrides.
struct PlacedEvent {
  const domain::EventRow* row = nullptr;
  IssueId issue;
};

/// `value`'s tag must be valid UTF-8.
ports::TableValue value_of(const PlacedEvent& event, const ports::EventValue& value);
/// The number that a value is, if any.
std::optional<double> number_of(const ports::TableValue& value);

/// By value; no value comes last.
bool comes_before(const ports::TableValue& a, const ports::TableValue& b);

/// A function made ready for many groups. It was checked (ports::check_table).
class EventAggregation {
 public:
  explicit EventAggregation(const ports::EventAggregate& aggregate);
  ports::TableValue of(std::span<const PlacedEvent> events) const;

 private:
  ports::TableValue value(const PlacedEvent& event) const;
  /// Those that there are, in order.
  std::vector<ports::TableValue> values(std::span<const PlacedEvent> events) const;
  std::int64_t count_if(std::span<const PlacedEvent> events) const;

  ports::EventAggregate aggregate_;  ///< Its tag made valid as stored keys are.
  EventConditions condition_;
};

}  // namespace picket::adapters
