#include "adapters/events_duckdb/group_conditions.h"

#include <algorithm>
#include <span>
#include <variant>

#include "adapters/events_duckdb/conditions.h"
#include "adapters/events_duckdb/table_columns.h"
#include "adapters/events_duckdb/terms.h"

namespace picket::adapters::duck {
namespace {

namespace search = domain::search;

std::string condition(Selection& selection, const ports::GroupCondition& condition,
                      const std::vector<ports::EventAggregate>& aggregates) {
  const auto found = std::find(aggregates.begin(), aggregates.end(), condition.aggregate);
  const std::string column = "a" + std::to_string(found - aggregates.begin());
  const ports::ValueKind kind = ports::kind_of(condition.aggregate);
  if (kind == ports::ValueKind::text) {
    return text_passes(selection, text_of_cell(column, cell_of(condition.aggregate)),
                       condition.test);
  }
  if (const auto* const time = std::get_if<search::TimeBound>(&condition.test)) {
    return column + sign_of(time->op) + selection.bind(time->bound);
  }
  if (const auto* const bound = std::get_if<search::NumberBound>(&condition.test)) {
    return column + "::DOUBLE" + sign_of(bound->op) + selection.bind(bound->bound);
  }
  const auto& numbers = std::get<search::NumberTest>(condition.test).any_of;
  return selection.in(column + "::DOUBLE", std::span<const double>(numbers));
}

}  // namespace

std::string group_conditions(Selection& selection, const ports::GroupConditions& conditions,
                             const std::vector<ports::EventAggregate>& aggregates) {
  std::vector<std::string> parts;
  for (const ports::GroupExpression& part : conditions.parts) {
    if (const auto* const inner = std::get_if<ports::GroupConditions>(&part.node)) {
      parts.push_back(group_conditions(selection, *inner, aggregates));
      continue;
    }
    const auto& one = std::get<ports::GroupCondition>(part.node);
    const std::string test = condition(selection, one, aggregates);
    parts.push_back(one.negated ? not_true(test) : test);
  }
  return conditions.any ? any_of(parts) : all_of(parts);
}

}  // namespace picket::adapters::duck
