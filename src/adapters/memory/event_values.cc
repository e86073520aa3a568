#include "adapters/memory/event_values.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "adapters/memory/event_store_filter.h"
#include "base/utf8.h"
#include "domain/issue/facts.h"
#include "domain/search/event_texts.h"
#include "domain/search/number_text.h"

namespace picket::adapters {
namespace {

using domain::search::EventField;
using ports::EventFunction;
using ports::TableValue;

TableValue text_value(std::string_view text) {
  return text.empty() ? TableValue() : TableValue(std::string(text));
}

/// A result that is no finite number is none.
TableValue decimal(double number) {
  return std::isfinite(number) ? TableValue(number) : TableValue();
}

Timestamp part_of(Timestamp time, domain::search::ValuePart part) {
  if (part == domain::search::ValuePart::day) return std::chrono::floor<std::chrono::days>(time);
  if (part == domain::search::ValuePart::hour) return std::chrono::floor<std::chrono::hours>(time);
  return time;
}

bool is_older(const PlacedEvent& a, const PlacedEvent& b) {
  const auto position = [](const PlacedEvent& event) {
    return std::tuple(event.row->timestamp, event.row->event_id, event.row->project);
  };
  return position(a) < position(b);
}

double sum_of(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

/// Between the two nearest in rank, in proportion. `numbers` are in order.
double quantile_of(const std::vector<double>& numbers, double quantile) {
  const double rank = quantile * static_cast<double>(numbers.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(rank));
  const auto above = static_cast<std::size_t>(std::ceil(rank));
  return std::lerp(numbers[below], numbers[above], rank - std::floor(rank));
}

/// `values` are numbers, in order.
TableValue number_function(const ports::EventAggregate& aggregate,
                           const std::vector<TableValue>& values) {
  if (values.empty()) return {};
  std::vector<double> numbers;
  numbers.reserve(values.size());
  for (const TableValue& value : values) numbers.push_back(std::get<double>(value));
  if (aggregate.function == EventFunction::sum) return decimal(sum_of(numbers));
  if (aggregate.function == EventFunction::average) {
    return decimal(sum_of(numbers) / static_cast<double>(numbers.size()));
  }
  return decimal(quantile_of(numbers, aggregate.quantile));
}

}  // namespace

TableValue value_of(const PlacedEvent& event, const ports::EventValue& value) {
  const domain::EventRow& row = *event.row;
  if (const auto prefix = domain::search::user_prefix(value.part); !prefix.empty()) {
    return text_value(std::string_view(row.user).starts_with(prefix)
                          ? std::string_view(row.user).substr(prefix.size())
                          : std::string_view());
  }
  if (const auto text = domain::search::text_of(value.field); text != nullptr) {
    return text_value(row.*text);
  }
  if (value.field == EventField::id) return row.event_id.to_hex();
  if (value.field == EventField::timestamp) return part_of(row.timestamp, value.part);
  if (value.field == EventField::project) return row.project.value;
  if (value.field == EventField::issue) return event.issue.value;
  if (value.field == EventField::level) return text_value(domain::to_string(row.level));
  if (value.field == EventField::handled) return row.handled;
  const std::string* const tag = find_tag(row, value.tag);
  return tag == nullptr ? TableValue() : text_value(*tag);
}

std::optional<double> number_of(const TableValue& value) {
  if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
    return static_cast<double>(*integer);
  }
  if (const auto* const number = std::get_if<double>(&value)) return *number;
  if (const auto* const text = std::get_if<std::string>(&value)) {
    return domain::search::number_of_text(*text);
  }
  return std::nullopt;
}

bool comes_before(const TableValue& a, const TableValue& b) {
  const bool is_there = !std::holds_alternative<std::monostate>(a);
  if (std::holds_alternative<std::monostate>(b)) return is_there;
  return is_there && a < b;
}

EventAggregation::EventAggregation(const ports::EventAggregate& aggregate)
    : aggregate_(aggregate), condition_(aggregate.condition) {
  aggregate_.of.tag = to_valid_utf8(aggregate_.of.tag);
}

TableValue EventAggregation::value(const PlacedEvent& event) const {
  TableValue value = value_of(event, aggregate_.of);
  if (!aggregate_.as_number) return value;
  const auto number = number_of(value);
  return number ? TableValue(*number) : TableValue();
}

std::vector<TableValue> EventAggregation::values(std::span<const PlacedEvent> events) const {
  std::vector<TableValue> values;
  for (const PlacedEvent& event : events) {
    TableValue one = value(event);
    if (!std::holds_alternative<std::monostate>(one)) values.push_back(std::move(one));
  }
  std::sort(values.begin(), values.end());
  return values;
}

std::int64_t EventAggregation::count_if(std::span<const PlacedEvent> events) const {
  return std::count_if(events.begin(), events.end(), [this](const PlacedEvent& event) {
    return condition_.hold(*event.row, event.issue);
  });
}

TableValue EventAggregation::of(std::span<const PlacedEvent> events) const {
  switch (aggregate_.function) {
    case EventFunction::count:
      return static_cast<std::int64_t>(events.size());
    case EventFunction::count_if:
      return count_if(events);
    case EventFunction::share_if:
      if (events.empty()) return {};
      return static_cast<double>(count_if(events)) / static_cast<double>(events.size());
    case EventFunction::count_unique: {
      const std::vector<TableValue> in_order = values(events);
      std::int64_t distinct = 0;
      for (std::size_t i = 0; i < in_order.size(); ++i) {
        if (i == 0 || in_order[i] != in_order[i - 1]) ++distinct;
      }
      return distinct;
    }
    case EventFunction::latest:
      if (events.empty()) return {};
      return value(*std::max_element(events.begin(), events.end(), &is_older));
    case EventFunction::any:
    case EventFunction::min: {
      const std::vector<TableValue> in_order = values(events);
      return in_order.empty() ? TableValue() : in_order.front();
    }
    case EventFunction::max: {
      const std::vector<TableValue> in_order = values(events);
      return in_order.empty() ? TableValue() : in_order.back();
    }
    case EventFunction::sum:
    case EventFunction::average:
    case EventFunction::quantile:
      break;
  }
  return number_function(aggregate_, values(events));
}

}  // namespace picket::adapters
