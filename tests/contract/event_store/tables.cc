#include "event_store/tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "event_store/rows.h"
#include "event_store/search.h"
#include "texts.h"

namespace picket::contract {
namespace {

namespace search = domain::search;
using ports::EventFunction;
using search::EventField;

constexpr EventField kFields[] = {
    EventField::id,          EventField::timestamp,   EventField::project,
    EventField::issue,       EventField::level,       EventField::handled,
    EventField::type,        EventField::platform,    EventField::title,
    EventField::culprit,     EventField::release,     EventField::transaction,
    EventField::dist,        EventField::user,        EventField::user_email,
    EventField::sdk_name,    EventField::sdk_version, EventField::trace_id,
    EventField::environment, EventField::message};

/// Of one part alone.
ports::EventValue random_part(SeededRandom& random) {
  using enum search::ValuePart;
  const ports::EventValue values[] = {{EventField::user, "", user_id},
                                      {EventField::user, "", user_username},
                                      {EventField::user, "", user_ip},
                                      {EventField::timestamp, "", day},
                                      {EventField::timestamp, "", hour}};
  return values[random.below(std::size(values))];
}

ports::EventValue random_value(SeededRandom& random) {
  if (random.below(2) == 0) return tag(random_tag_key(random));
  if (random.below(5) == 0) return random_part(random);
  return field(kFields[random.below(std::size(kFields))]);
}

/// Of texts that are numbers or not.
ports::EventValue random_numbers(SeededRandom& random) {
  const ports::EventValue values[] = {field(EventField::dist), field(EventField::sdk_version),
                                      field(EventField::issue), tag("amount"), tag("dist")};
  return values[random.below(std::size(values))];
}

ports::EventAggregate random_aggregate(SeededRandom& random) {
  const auto function = static_cast<EventFunction>(random.below(11));
  const bool numbers = function >= EventFunction::sum || random.below(3) == 0;
  if (function == EventFunction::count_if || function == EventFunction::share_if) {
    ports::EventAggregate aggregate = of(function);
    aggregate.condition = random_conditions(random);
    return aggregate;
  }
  if (numbers) {
    return of_numbers(function, random_numbers(random), static_cast<double>(random.below(5)) / 4);
  }
  return of(function, random_value(random));
}

search::Test random_test(SeededRandom& random, ports::ValueKind kind) {
  const search::Operator bounds[] = {search::Operator::less, search::Operator::less_equal,
                                     search::Operator::greater, search::Operator::greater_equal};
  const search::Operator op = bounds[random.below(4)];
  if (kind == ports::ValueKind::time) {
    return search::TimeBound{op, kNoon + std::chrono::minutes(random.below(600))};
  }
  if (kind == ports::ValueKind::text && random.below(2) == 0) {
    return search::TextTest{{search::TextPattern("ENV*"), search::TextPattern("*1"),
                             search::TextPattern::exactly("error")}};
  }
  const auto number = static_cast<double>(random.below(6));
  if (random.below(2) == 0) return search::NumberTest{{number, 2.5, 7}};
  return search::NumberBound{op, number};
}

ports::GroupConditions random_having(SeededRandom& random, const ports::TableQuery& query,
                                     int depth) {
  ports::GroupConditions having;
  having.any = random.below(2) == 0;
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
    if (depth < 3 && random.below(3) == 0) {
      having.parts.push_back({random_having(random, query, depth + 1)});
      continue;
    }
    ports::GroupCondition condition;
    condition.aggregate = random.below(2) == 0
                              ? query.aggregates[random.below(query.aggregates.size())]
                              : random_aggregate(random);
    const ports::ValueKind kind = ports::kind_of(condition.aggregate);
    if (kind == ports::ValueKind::truth) continue;
    condition.test = random_test(random, kind);
    condition.negated = random.below(3) == 0;
    having.parts.push_back({condition});
  }
  return having;
}

/// Sums in another order differ in the last digit, which would decide about ties: not to sort by.
bool is_exact(const ports::EventAggregate& aggregate) {
  return aggregate.function < EventFunction::sum;
}

}  // namespace

ports::EventAggregate of_those_with(EventFunction function, ports::EventValue value,
                                    const std::string& text) {
  ports::EventAggregate aggregate = of(function);
  aggregate.condition.parts.push_back({search::EventCondition{
      value.field, value.tag, search::TextTest{{search::TextPattern(text)}}, false}});
  return aggregate;
}

ports::TableQuery random_table(SeededRandom& random) {
  ports::TableQuery query;
  query.filter = random_filter(random);
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
    query.values.push_back(random_value(random));
  }
  for (std::uint64_t i = random.below(5); i > 0; --i) {
    query.aggregates.push_back(random_aggregate(random));
  }
  if (!query.aggregates.empty()) {
    if (random.below(8) == 0) query.values.clear();
    if (random.below(2) == 0) query.having = random_having(random, query, 0);
  }
  const std::size_t columns = query.values.size() + query.aggregates.size();
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    const std::size_t column = random.below(columns);
    if (column >= query.values.size() && !is_exact(query.aggregates[column - query.values.size()]))
      continue;
    query.order.push_back({column, random.below(2) == 0});
  }
  query.limit = 1 + random.below(50);
  query.offset = random.below(2) == 0 ? 0 : random.below(20);
  return query;
}

ports::SeriesQuery random_series(SeededRandom& random) {
  ports::SeriesQuery query;
  query.filter = random_filter(random);
  query.filter.start = kNoon + std::chrono::minutes(random.below(300));
  query.filter.end = *query.filter.start + std::chrono::minutes(random.below(300));
  query.width = std::chrono::seconds(600 + random.below(3600));
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
    query.aggregates.push_back(random_aggregate(random));
  }
  return query;
}

namespace {

bool nearly_equal(const ports::TableValue& a, const ports::TableValue& b) {
  const auto* const left = std::get_if<double>(&a);
  const auto* const right = std::get_if<double>(&b);
  if (left == nullptr || right == nullptr) return a == b;
  return std::abs(*left - *right) <= 1e-9 * std::max({1.0, std::abs(*left), std::abs(*right)});
}

}  // namespace

bool nearly_equal(const ports::TableRow& a, const ports::TableRow& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ports::TableValue& one, const ports::TableValue& other) {
                      return nearly_equal(one, other);
                    });
}

bool nearly_equal(const std::vector<ports::TableRow>& a, const std::vector<ports::TableRow>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ports::TableRow& one, const ports::TableRow& other) {
                      return nearly_equal(one, other);
                    });
}

}  // namespace picket::contract
