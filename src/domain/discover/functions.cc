#include "domain/discover/functions.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "domain/search/config.h"
#include "domain/search/plan.h"
#include "domain/search/scan.h"
#include "domain/search/typed_values.h"
#include "domain/search/values.h"

namespace picket::domain::discover {
namespace {

using search::EventField;
using search::EventFunction;
using Made = Result<Function, std::string>;
using Arguments = std::span<const std::string>;

constexpr std::string_view kDefaultField = "transaction.duration";
/// Longer ones are a mistake: a year.
constexpr double kMaxInterval = 366.0 * 86'400;

/// What it says is about transactions, which are not among the events here.
constexpr std::string_view kOfTransactions[] = {"apdex",
                                                "count_miserable",
                                                "count_web_vitals",
                                                "http_error_count",
                                                "percentile_range",
                                                "performance_score",
                                                "tpm",
                                                "tps",
                                                "user_misery"};

struct Quantile {
  std::string_view name;
  double share;
};
constexpr Quantile kQuantiles[] = {
    {"p50", 0.5}, {"p75", 0.75}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}};

struct Comparison {
  std::string_view word;
  search::Operator op;
};
constexpr Comparison kComparisons[] = {{"equals", search::Operator::equal},
                                       {"greater", search::Operator::greater},
                                       {"greaterOrEquals", search::Operator::greater_equal},
                                       {"less", search::Operator::less},
                                       {"lessOrEquals", search::Operator::less_equal},
                                       {"notEquals", search::Operator::not_equal}};

template <class Row, std::size_t kRows>
const Row* find(const Row (&table)[kRows], std::string_view Row::*member, std::string_view name) {
  return std::find_if(std::begin(table), std::end(table),
                      [&](const Row& one) { return one.*member == name; });
}

Made invalid(std::string_view name, std::string_view argument, std::string_view why) {
  return unexpected(fmt::format("{}: {} argument invalid: {}", name, argument, why));
}

Made plain(EventFunction function, ResultType type) {
  Function made;
  made.aggregate.function = function;
  made.type = type;
  return made;
}

Made count_if(search::EventGroup condition, EventFunction function, ResultType type) {
  Function made;
  made.aggregate.function = function;
  made.aggregate.condition = std::move(condition);
  made.type = type;
  return made;
}

/// Errors have no status as transactions do: an event is a failure when nobody handled it.
search::EventGroup failures() {
  search::EventGroup group;
  group.parts.push_back(
      {search::EventCondition{EventField::handled, {}, search::TruthTest{false}, false}});
  return group;
}

Made of_numbers(std::string_view name, std::string_view field_name, EventFunction function,
                double share = 0.5) {
  auto field = find_field(field_name);
  if (!field) return unexpected(std::move(field.error()));
  if (!field->is_numeric()) {
    return invalid(name, "column",
                   fmt::format("{} is not a numeric column", search::quoted_in_error(field_name)));
  }
  Function made;
  made.aggregate.function = function;
  made.aggregate.of = std::move(field->value);
  made.aggregate.as_number = true;
  made.aggregate.quantile = share;
  made.type = ResultType::number;
  return made;
}

/// Of numbers and of times.
Made extreme(std::string_view name, std::string_view field_name, EventFunction function) {
  const auto field = find_field(field_name);
  if (!field) return unexpected(field.error());
  if (field->type != ResultType::date) return of_numbers(name, field_name, function);
  Function made;
  made.aggregate.function = function;
  made.aggregate.of = field->value;
  made.type = ResultType::date;
  made.rendering = field->rendering;
  return made;
}

Made count_unique(const std::string& field_name) {
  auto field = find_field(field_name);
  if (!field) return unexpected(std::move(field.error()));
  Function made;
  made.aggregate.function = EventFunction::count_unique;
  made.aggregate.of = std::move(field->value);
  return made;
}

Made any_of(const std::string& field_name) {
  auto field = find_field(field_name);
  if (!field) return unexpected(std::move(field.error()));
  Function made;
  made.aggregate.function = EventFunction::any;
  made.aggregate.of = std::move(field->value);
  made.type = field->type;
  made.rendering = field->rendering;
  return made;
}

Made rate(std::string_view name, Arguments arguments) {
  Function made;
  made.type = ResultType::number;
  made.rate = name == "eps" ? Rate::per_second : Rate::per_minute;
  if (arguments.empty()) return made;
  const auto seconds = search::parse_number(arguments[0]);
  if (!seconds || *seconds < 1 || *seconds > kMaxInterval) {
    return invalid(name, "interval",
                   fmt::format("{} is not a number of seconds from 1 to {:.0f}",
                               search::quoted_in_error(arguments[0]), kMaxInterval));
  }
  made.interval = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(*seconds));
  return made;
}

Made percentile(std::string_view name, Arguments arguments) {
  const auto share = search::parse_number(arguments[1]);
  if (!share || *share < 0 || *share > 1) {
    return invalid(name, "percentile",
                   fmt::format("{} is not between 0 and 1", search::quoted_in_error(arguments[1])));
  }
  return of_numbers(name, arguments[0], EventFunction::quantile, *share);
}

/// The filter that says the same; nullopt when the field has no such values.
std::optional<search::Value> value_of(const search::Key& key, const std::string& text) {
  switch (key.type) {
    case search::ValueType::text:
      return search::TextPattern::exactly(text);
    case search::ValueType::boolean:
      if (text == "1" || text == "true") return true;
      if (text == "0" || text == "false") return false;
      return std::nullopt;
    case search::ValueType::number:
    case search::ValueType::duration:
    case search::ValueType::size:
      if (const auto amount = search::parse_amount(key.type, text)) return *amount;
      return std::nullopt;
    case search::ValueType::date:
      if (const auto date = search::parse_iso_date(text)) return search::Date{date->at};
      return std::nullopt;
    case search::ValueType::version:
    case search::ValueType::percentage:
    case search::ValueType::flag:
    case search::ValueType::actor:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Of a field of the search; a tag is compared as a number where the comparison is one.
search::Key key_of(const search::WrittenKey& written, bool by_size) {
  search::Key key;
  key.name = written.name;
  const search::KeyInfo* const info = search::event_search().find(written.name);
  const bool is_tag = written.form == search::KeyForm::tag || info == nullptr;
  if (is_tag) {
    key.scope = search::KeyScope::tag;
    if (by_size) key.type = search::ValueType::number;
  } else {
    key.type = info->type;
  }
  return key;
}

Made conditional(std::string_view name, Arguments arguments) {
  const auto* const comparison = find(kComparisons, &Comparison::word, arguments[1]);
  if (comparison == std::end(kComparisons)) {
    return invalid(name, "condition",
                   fmt::format("{} is not one of equals, greater, greaterOrEquals, less, "
                               "lessOrEquals, notEquals",
                               search::quoted_in_error(arguments[1])));
  }
  // What cannot be shown cannot be compared either, and the sentences are the same.
  if (const auto field = find_field(arguments[0]); !field) return unexpected(field.error());
  const bool by_size =
      comparison->op != search::Operator::equal && comparison->op != search::Operator::not_equal;
  search::Filter filter;
  filter.key = key_of(*search::scan_key(arguments[0], 0), by_size);
  filter.op = comparison->op;
  auto value = value_of(filter.key, arguments[2]);
  const bool text_by_size = by_size && filter.key.type == search::ValueType::text;
  if (!value || text_by_size) {
    return invalid(name, "value",
                   fmt::format("{} {} {} is no comparison", search::quoted_in_error(arguments[0]),
                               arguments[1], search::quoted_in_error(arguments[2])));
  }
  filter.values.push_back(*std::move(value));
  search::Search condition;
  condition.root.parts.push_back({std::move(filter)});
  auto plan = search::plan_search(condition, search::event_search());
  if (!plan) return unexpected(std::move(plan.error().text));
  return count_if(std::move(plan->events), EventFunction::count_if, ResultType::integer);
}

}  // namespace

double Function::factor(Duration range) const noexcept {
  if (rate == Rate::none) return 1;
  const double seconds = std::chrono::duration<double>(interval.value_or(range)).count();
  if (seconds <= 0) return 0;
  return (rate == Rate::per_second ? 1.0 : 60.0) / seconds;
}

Made make_function(std::string_view name, Arguments arguments) {
  if (std::find(std::begin(kOfTransactions), std::end(kOfTransactions), name) !=
      std::end(kOfTransactions)) {
    return unexpected(
        fmt::format("{} is a function of transactions, which cannot be queried yet", name));
  }
  const std::string_view first = arguments.empty() ? kDefaultField : arguments.front();
  if (name == "count") return plain(EventFunction::count, ResultType::integer);
  if (name == "count_if") return conditional(name, arguments);
  if (name == "count_unique") return count_unique(arguments[0]);
  if (name == "any") return any_of(arguments[0]);
  if (name == "eps" || name == "epm") return rate(name, arguments);
  if (name == "failure_count")
    return count_if(failures(), EventFunction::count_if, ResultType::integer);
  if (name == "failure_rate")
    return count_if(failures(), EventFunction::share_if, ResultType::percentage);
  if (name == "last_seen") return extreme(name, "timestamp", EventFunction::max);
  if (name == "latest_event") {
    Function made;
    made.aggregate.function = EventFunction::latest;
    made.aggregate.of.field = EventField::id;
    made.type = ResultType::text;
    return made;
  }
  if (name == "min") return extreme(name, first, EventFunction::min);
  if (name == "max" || name == "p100") return extreme(name, first, EventFunction::max);
  if (name == "sum") return of_numbers(name, first, EventFunction::sum);
  if (name == "avg") return of_numbers(name, first, EventFunction::average);
  if (name == "percentile") return percentile(name, arguments);
  if (const auto* const known = find(kQuantiles, &Quantile::name, name);
      known != std::end(kQuantiles)) {
    return of_numbers(name, first, EventFunction::quantile, known->share);
  }
  return unexpected(fmt::format("{} is not a valid function", search::quoted_in_error(name)));
}

}  // namespace picket::domain::discover
