// Conditions of a search for the suite: short to write, or by seed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "domain/search/condition.h"

namespace picket::contract {

/// What random_row has, in patterns, regexes, numbers and times that hit and miss; groups in each
/// other.
domain::search::EventGroup random_conditions(SeededRandom& random);

inline domain::search::EventGroup all_of(std::vector<domain::search::EventExpression> parts) {
  return {false, std::move(parts)};
}
inline domain::search::EventGroup any_of(std::vector<domain::search::EventExpression> parts) {
  return {true, std::move(parts)};
}

/// As patterns are written in a query.
inline domain::search::TextTest texts(const std::vector<std::string>& written) {
  domain::search::TextTest test;
  for (const std::string& one : written) test.any_of.emplace_back(one);
  return test;
}

inline domain::search::EventExpression on(domain::search::EventField field,
                                          domain::search::Test test) {
  return {domain::search::EventCondition{field, {}, std::move(test)}};
}
inline domain::search::EventExpression on_tag(std::string key, domain::search::Test test) {
  return {domain::search::EventCondition{domain::search::EventField::tag, std::move(key),
                                         std::move(test)}};
}
/// Of one condition.
inline domain::search::EventExpression negated(domain::search::EventExpression expression) {
  auto& condition = std::get<domain::search::EventCondition>(expression.node);
  condition.negated = !condition.negated;
  return expression;
}

}  // namespace picket::contract
