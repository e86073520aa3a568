#include "domain/search/aggregates.h"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "domain/search/functions.h"
#include "domain/search/typed_values.h"

namespace picket::domain::search {
namespace {

constexpr std::string_view kDefaultField = "transaction.duration";

std::string unquoted(std::string_view argument) {
  if (!argument.starts_with('"')) return std::string(argument);
  std::string text;
  for (std::size_t i = 1; i + 1 < argument.size(); ++i) {
    if (argument.substr(i).starts_with("\\\"") && i + 2 < argument.size()) ++i;
    text += argument[i];
  }
  return text;
}

ValueType type_of_field(const SearchConfig& config, std::string_view name) noexcept {
  const KeyInfo* const info = config.find(name);
  const ValueType type = info != nullptr ? info->type : type_by_prefix(name);
  // Of a text or an unknown field only numbers can be compared.
  return type == ValueType::duration || type == ValueType::size || type == ValueType::date
             ? type
             : ValueType::number;
}

std::string arguments_expected(const FunctionInfo& info) {
  if (info.min_arguments == info.max_arguments) {
    return fmt::format("{}: expected {} argument(s)", info.name, info.min_arguments);
  }
  return fmt::format("{}: expected {} to {} argument(s)", info.name, info.min_arguments,
                     info.max_arguments);
}

Aggregate with(Aggregate aggregate, Operator op, Value value) {
  aggregate.op = op;
  aggregate.value = std::move(value);
  return aggregate;
}

/// None when it cannot be compared with a date like that.
std::vector<Aggregate> compare_date(const Reading& reading, const WrittenFilter& written,
                                    const Aggregate& aggregate) {
  const std::string_view text = reading.text(written.value);
  const auto turned = [&](Operator op) { return written.negated ? negated(op) : op; };
  if (const auto date = parse_iso_date(text)) {
    if (written.op) return {with(aggregate, turned(*written.op), Date{date->at})};
    if (written.negated) return {};
    const DateRange range = range_of(*date);
    return {with(aggregate, Operator::greater_equal, Date{range.from}),
            with(aggregate, Operator::less, Date{range.to})};
  }
  if (const auto date = parse_relative_date(text); date && !written.op) {
    return {with(aggregate, turned(operator_of(*date)), date_of(*date, reading.now))};
  }
  return {};
}

}  // namespace

Read<Aggregate> read_call(const WrittenFunction& written, const SearchConfig& config, Span at) {
  Aggregate aggregate;
  aggregate.name = written.name;
  for (const std::string_view argument : written.arguments) {
    aggregate.arguments.push_back(unquoted(argument));
  }
  const auto refuse = [&](std::string text) {
    return unexpected(SearchError{std::move(text), at});
  };
  if (config.is_issue_search) {
    return refuse(fmt::format("Aggregate filters ({}) are not supported in issue searches.",
                              quoted_in_error(to_text(aggregate))));
  }
  const FunctionInfo* const info = find_function(aggregate.name);
  if (info == nullptr) {
    return refuse(fmt::format("{} is not a valid function", quoted_in_error(aggregate.name)));
  }
  const std::size_t count = aggregate.arguments.size();
  if (count < info->min_arguments || count > info->max_arguments) {
    return refuse(arguments_expected(*info));
  }
  aggregate.type =
      info->type ? *info->type
                 : type_of_field(config, count == 0 ? kDefaultField : aggregate.arguments.front());
  return aggregate;
}

Read<std::vector<Aggregate>> read_aggregate(const Reading& reading, const WrittenFilter& written) {
  auto aggregate = read_call(*written.function, reading.config, written.key.span);
  if (!aggregate) return unexpected(std::move(aggregate.error()));
  std::vector<Aggregate> read;
  if (written.form == ValueForm::bare && written.ends && written.match == TextMatch::as_written) {
    if (aggregate->type == ValueType::date) {
      read = compare_date(reading, written, *aggregate);
    } else if (const auto amount = parse_amount(aggregate->type, reading.text(written.value))) {
      const Operator op = written.op.value_or(Operator::equal);
      read = {with(*aggregate, written.negated ? negated(op) : op, *amount)};
    }
  }
  if (read.empty()) {
    return unexpected(SearchError{
        fmt::format("Invalid aggregate query condition: {}", quoted_in_error(to_text(*aggregate))),
        {written.key.span.begin, written.value.end}});
  }
  return read;
}

std::string to_text(const Aggregate& aggregate) {
  return fmt::format("{}({})", aggregate.name, fmt::join(aggregate.arguments, ", "));
}

}  // namespace picket::domain::search
