#include "domain/discover/having.h"

#include <utility>
#include <variant>

#include "domain/discover/functions.h"
#include "domain/search/aggregates.h"

namespace picket::domain::discover {
namespace {

using search::Operator;

template <class T>
using Read = Result<T, search::SearchError>;

bool is_number(ResultType type) noexcept {
  return type == ResultType::integer || type == ResultType::number ||
         type == ResultType::percentage;
}

/// `factor`: what one event is in the number that the filter compares with; the store counts
/// events.
void compare_number(double number, Operator op, double factor, search::GroupCondition& condition) {
  const double bound = factor > 0 ? number / factor : number;
  condition.negated = search::is_negative(op);
  if (op == Operator::equal || op == Operator::not_equal) {
    condition.test = search::NumberTest{{bound}};
  } else {
    condition.test = search::NumberBound{op, bound};
  }
}

Read<search::GroupCondition> condition_of(const search::Aggregate& aggregate, Duration range) {
  const auto refuse = [&](std::string text) {
    return unexpected(search::SearchError{std::move(text), {}});
  };
  auto function = make_function(aggregate.name, aggregate.arguments);
  if (!function) return refuse(std::move(function.error()));
  search::GroupCondition condition;
  condition.aggregate = std::move(function->aggregate);
  const auto* const date = std::get_if<search::Date>(&aggregate.value);
  if (date != nullptr && function->type == ResultType::date) {
    condition.negated = search::is_negative(aggregate.op);
    condition.test =
        search::TimeBound{condition.negated ? Operator::equal : aggregate.op, date->at};
    return condition;
  }
  const auto* const number = std::get_if<double>(&aggregate.value);
  if (number != nullptr && is_number(function->type)) {
    compare_number(*number, aggregate.op, function->factor(range), condition);
    return condition;
  }
  return refuse("Invalid aggregate query condition: " +
                search::quoted_in_error(search::to_text(aggregate)));
}

}  // namespace

Read<search::GroupConditions> having_of(const search::Group& groups, Duration range) {
  search::GroupConditions having;
  having.any = groups.any;
  for (const search::Expression& part : groups.parts) {
    if (const auto* const inner = std::get_if<search::Group>(&part.node)) {
      auto nested = having_of(*inner, range);
      if (!nested) return nested;
      having.parts.emplace_back().node = *std::move(nested);
      continue;
    }
    // Filters are not in here: the planner has put them elsewhere.
    auto condition = condition_of(std::get<search::Aggregate>(part.node), range);
    if (!condition) return unexpected(std::move(condition.error()));
    having.parts.emplace_back().node = *std::move(condition);
  }
  return having;
}

}  // namespace picket::domain::discover
