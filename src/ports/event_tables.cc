#include "ports/event_tables.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "domain/search/value_matcher.h"

namespace picket::ports {
namespace {

namespace search = domain::search;
using search::EventField;

Error refusal(std::string why) {
  return {ErrorKind::invalid_argument, "bad_event_table", std::move(why)};
}

Result<void> at_most(std::size_t count, std::size_t most, const char* what) {
  if (count <= most) return {};
  return unexpected(refusal(std::to_string(count) + " " + what));
}

bool is_of_value(EventFunction function) noexcept {
  return function != EventFunction::count && function != EventFunction::count_if &&
         function != EventFunction::share_if;
}

bool is_conditional(EventFunction function) noexcept {
  return function == EventFunction::count_if || function == EventFunction::share_if;
}

bool needs_number(EventFunction function) noexcept {
  return function == EventFunction::sum || function == EventFunction::average ||
         function == EventFunction::quantile;
}

/// Whether the field has such a part.
bool has_part(const EventValue& value) noexcept {
  switch (value.part) {
    case search::ValuePart::whole:
      return true;
    case search::ValuePart::user_id:
    case search::ValuePart::user_username:
    case search::ValuePart::user_ip:
      return value.field == EventField::user;
    case search::ValuePart::day:
    case search::ValuePart::hour:
      return value.field == EventField::timestamp;
  }
  return false;
}

Result<void> check_values(const std::vector<EventValue>& values) {
  for (const EventValue& value : values) {
    if (value.field == EventField::text || value.field == EventField::project_slug ||
        value.field == EventField::short_id) {
      return unexpected(refusal("a field that no event has"));
    }
    if (!has_part(value)) return unexpected(refusal("a part that the field does not have"));
  }
  return at_most(values.size(), EventTables::kMaxColumns, "values");
}

Result<void> check_aggregate(const EventAggregate& aggregate) {
  if (is_of_value(aggregate.function)) {
    if (auto checked = check_values({aggregate.of}); !checked) return checked;
  }
  if (needs_number(aggregate.function) && !aggregate.as_number) {
    return unexpected(refusal("numbers are needed"));
  }
  if (aggregate.function == EventFunction::quantile &&
      !(aggregate.quantile >= 0 && aggregate.quantile <= 1)) {
    return unexpected(refusal("a quantile that is not between 0 and 1"));
  }
  return {};
}

/// Conditions of all of them together have the limits of one filter.
Result<void> check_aggregates(const std::vector<EventAggregate>& aggregates) {
  search::EventGroup conditions;
  for (const EventAggregate& aggregate : aggregates) {
    if (auto checked = check_aggregate(aggregate); !checked) return checked;
    if (is_conditional(aggregate.function)) conditions.parts.push_back({aggregate.condition});
  }
  return check_conditions(conditions);
}

/// Walks through `having` and counts what it may have only some of.
class HavingCheck {
 public:
  Result<void> conditions(const GroupConditions& conditions, std::size_t depth) {
    if (depth > EventFilter::kMaxDepth) return unexpected(refusal("groups too deep"));
    for (const GroupExpression& part : conditions.parts) {
      const auto* const inner = std::get_if<GroupConditions>(&part.node);
      auto checked = inner != nullptr ? this->conditions(*inner, depth + 1)
                                      : condition(std::get<GroupCondition>(part.node));
      if (!checked) return checked;
    }
    return {};
  }

 private:
  Result<void> condition(const GroupCondition& condition) {
    if (++conditions_ > EventFilter::kMaxConditions) {
      return unexpected(refusal("too many conditions on groups"));
    }
    const ValueKind kind = kind_of(condition.aggregate);
    const bool has_meaning = std::visit(
        [this, kind](const auto& test) { return has_meaning_for(test, kind); }, condition.test);
    if (!has_meaning) return unexpected(refusal("a test that has no meaning for its aggregate"));
    return at_most(values_, EventFilter::kMaxTexts, "values to test for");
  }

  static bool may_be_number(ValueKind kind) noexcept {
    return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::text;
  }

  bool has_meaning_for(const search::TextTest& test, ValueKind kind) {
    values_ += test.any_of.size();
    return kind == ValueKind::text;
  }
  bool has_meaning_for(const search::NumberTest& test, ValueKind kind) {
    values_ += test.any_of.size();
    return may_be_number(kind) && std::all_of(test.any_of.begin(), test.any_of.end(),
                                              [](double number) { return std::isfinite(number); });
  }
  bool has_meaning_for(const search::NumberBound& test, ValueKind kind) {
    return may_be_number(kind) && std::isfinite(test.bound) && search::is_bound(test.op);
  }
  bool has_meaning_for(const search::TimeBound& test, ValueKind kind) {
    return kind == ValueKind::time &&
           (search::is_bound(test.op) || test.op == search::Operator::equal);
  }
  template <class Other>
  bool has_meaning_for(const Other& /*test*/, ValueKind /*kind*/) {
    return false;
  }

  std::size_t conditions_ = 0;
  std::size_t values_ = 0;
};

Result<void> check_order(const TableQuery& query) {
  const std::size_t columns = query.values.size() + query.aggregates.size();
  for (const TableSort& sort : query.order) {
    if (sort.column >= columns)
      return unexpected(refusal("an order by a column that is not there"));
  }
  return at_most(query.order.size(), EventTables::kMaxColumns, "columns to order by");
}

void add_aggregates(const GroupConditions& conditions, std::vector<EventAggregate>& aggregates) {
  for (const GroupExpression& part : conditions.parts) {
    if (const auto* const inner = std::get_if<GroupConditions>(&part.node)) {
      add_aggregates(*inner, aggregates);
      continue;
    }
    const EventAggregate& needed = std::get<GroupCondition>(part.node).aggregate;
    if (std::find(aggregates.begin(), aggregates.end(), needed) == aggregates.end()) {
      aggregates.push_back(needed);
    }
  }
}

Result<void> check_chosen(const SeriesQuery& query) {
  if (query.values.empty() && (!query.chosen.empty() || query.others)) {
    return unexpected(refusal("series by no values"));
  }
  for (auto row = query.chosen.begin(); row != query.chosen.end(); ++row) {
    if (row->size() != query.values.size())
      return unexpected(
          refusal("a row that has not one of "
                  "each value"));
    for (std::size_t i = 0; i < row->size(); ++i) {
      if (is_of((*row)[i], kind_of(query.values[i]))) continue;
      return unexpected(refusal("a value of another kind than its field"));
    }
    if (std::find(query.chosen.begin(), row, *row) != row) {
      return unexpected(refusal("a series twice"));
    }
  }
  return at_most(query.chosen.size(), EventTables::kMaxChosen, "series");
}

}  // namespace

ValueKind kind_of(const EventValue& value) noexcept {
  if (value.field == EventField::timestamp) return ValueKind::time;
  if (value.field == EventField::handled) return ValueKind::truth;
  const bool is_number = value.field == EventField::project || value.field == EventField::issue;
  return is_number ? ValueKind::integer : ValueKind::text;
}

ValueKind kind_of(const EventAggregate& aggregate) noexcept {
  switch (aggregate.function) {
    case EventFunction::count:
    case EventFunction::count_if:
    case EventFunction::count_unique:
      return ValueKind::integer;
    case EventFunction::any:
    case EventFunction::latest:
    case EventFunction::min:
    case EventFunction::max:
      return aggregate.as_number ? ValueKind::decimal : kind_of(aggregate.of);
    case EventFunction::share_if:
    case EventFunction::sum:
    case EventFunction::average:
    case EventFunction::quantile:
      break;
  }
  return ValueKind::decimal;
}

bool is_of(const TableValue& value, ValueKind kind) noexcept {
  if (std::holds_alternative<std::monostate>(value)) return true;
  switch (kind) {
    case ValueKind::integer:
      return std::holds_alternative<std::int64_t>(value);
    case ValueKind::decimal:
      return std::holds_alternative<double>(value);
    case ValueKind::truth:
      return std::holds_alternative<bool>(value);
    case ValueKind::text:
      return std::holds_alternative<std::string>(value);
    case ValueKind::time:
      return std::holds_alternative<Timestamp>(value);
  }
  return false;
}

std::vector<EventAggregate> all_aggregates(const TableQuery& query) {
  std::vector<EventAggregate> aggregates = query.aggregates;
  add_aggregates(query.having, aggregates);
  return aggregates;
}

std::size_t series_count(const SeriesQuery& query) noexcept {
  return query.values.empty() ? 1 : query.chosen.size() + (query.others ? 1 : 0);
}

TableRow empty_bucket(const SeriesQuery& query) {
  TableRow row;
  for (const EventAggregate& aggregate : query.aggregates) {
    const bool counts = aggregate.function == EventFunction::count ||
                        aggregate.function == EventFunction::count_if ||
                        aggregate.function == EventFunction::count_unique;
    TableValue& value = row.emplace_back();
    if (counts) value = std::int64_t{0};
  }
  return row;
}

Result<void> check_table(const TableQuery& query) {
  if (query.limit < 1 || query.limit > EventTables::kMaxRows) {
    return unexpected(refusal("limit " + std::to_string(query.limit)));
  }
  if (query.values.empty() && query.aggregates.empty()) return unexpected(refusal("no columns"));
  if (query.aggregates.empty() && (query.having.any || !query.having.parts.empty())) {
    return unexpected(refusal("conditions on groups, but no groups"));
  }
  auto checked = at_most(query.offset, EventTables::kMaxOffset, "rows to skip");
  if (checked) checked = at_most(query.aggregates.size(), EventTables::kMaxColumns, "aggregates");
  if (checked) checked = check_values(query.values);
  if (checked) checked = check_order(query);
  if (checked) checked = HavingCheck().conditions(query.having, 1);
  if (!checked) return checked;
  const std::vector<EventAggregate> aggregates = all_aggregates(query);
  checked = at_most(aggregates.size(), EventTables::kMaxColumns + query.aggregates.size(),
                    "aggregates of groups");
  if (checked) checked = check_aggregates(aggregates);
  if (checked) checked = check_filter(query.filter);
  return checked;
}

Result<std::int64_t> check_series(const SeriesQuery& query) {
  if (query.aggregates.empty()) return unexpected(refusal("no aggregates"));
  auto checked = at_most(query.aggregates.size(), EventTables::kMaxColumns, "aggregates");
  if (checked) checked = check_values(query.values);
  if (checked) checked = check_chosen(query);
  if (checked) checked = check_aggregates(query.aggregates);
  if (!checked) return unexpected(checked.error());
  return bucket_count(query.filter, query.width, series_count(query) * query.aggregates.size());
}

}  // namespace picket::ports
