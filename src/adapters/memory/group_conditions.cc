#include "adapters/memory/group_conditions.h"

#include <algorithm>

#include "adapters/memory/event_values.h"

namespace picket::adapters {

namespace search = domain::search;

GroupMatcher::GroupMatcher(const ports::GroupConditions& conditions,
                           const std::vector<ports::EventAggregate>& aggregates)
    : any_(conditions.any) {
  for (const ports::GroupExpression& part : conditions.parts) {
    if (const auto* const inner = std::get_if<ports::GroupConditions>(&part.node)) {
      parts_.emplace_back(std::in_place_type<GroupMatcher>, *inner, aggregates);
      continue;
    }
    const auto& condition = std::get<ports::GroupCondition>(part.node);
    const auto found = std::find(aggregates.begin(), aggregates.end(), condition.aggregate);
    parts_.emplace_back(Condition{static_cast<std::size_t>(found - aggregates.begin()),
                                  search::ValueMatcher(condition.test), condition.test,
                                  condition.negated});
  }
}

bool GroupMatcher::matches(const ports::TableRow& values) const {
  const auto holds = [&values](const Part& part) {
    if (const auto* const inner = std::get_if<GroupMatcher>(&part)) return inner->matches(values);
    const auto& condition = std::get<Condition>(part);
    return condition.passes(values[condition.aggregate]) != condition.negated;
  };
  return any_ ? std::any_of(parts_.begin(), parts_.end(), holds)
              : std::all_of(parts_.begin(), parts_.end(), holds);
}

bool GroupMatcher::Condition::passes(const ports::TableValue& value) const {
  if (const auto* const time = std::get_if<Timestamp>(&value)) return matcher.time(*time);
  if (std::holds_alternative<search::TextTest>(test)) {
    const auto* const text = std::get_if<std::string>(&value);
    return text != nullptr && matcher.text(*text);
  }
  const auto number = number_of(value);
  if (!number) return false;
  if (const auto* const bound = std::get_if<search::NumberBound>(&test)) {
    return search::compares(*number, bound->op, bound->bound);
  }
  const auto* const numbers = std::get_if<search::NumberTest>(&test);
  return numbers != nullptr && std::find(numbers->any_of.begin(), numbers->any_of.end(), *number) !=
                                   numbers->any_of.end();
}

}  // namespace picket::adapters
