#include "domain/search/typed_values.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/search/print.h"

namespace picket::domain::search {
namespace {

using namespace std::chrono_literals;

/// A moment means about that: from 5 minutes before to the end of the fifth minute after.
constexpr Duration kBeforeMoment = 5min;
constexpr Duration kAfterMoment = 6min;

/// The value as an error shows it, operator included.
std::string shown(const Reading& reading, const WrittenFilter& written) {
  const std::string_view op = written.op ? reading.text(written.op_span) : std::string_view();
  std::string_view value = reading.text(written.value);
  if (written.form == ValueForm::quoted) value = value.substr(1, value.size() - 2);
  return quoted_in_error(fmt::format("{}{}", op, value));
}

Span whole_value(const WrittenFilter& written) noexcept {
  return {written.op_span.end > 0 ? written.op_span.begin : written.value.begin, written.value.end};
}

SearchError invalid_number(const Reading& reading, const Key& key, const WrittenFilter& written) {
  return {fmt::format("{}: Invalid number: {}. Expected number then optional k, m, or b suffix "
                      "(e.g. 500k).",
                      quoted_in_error(to_text(key)), shown(reading, written)),
          whole_value(written)};
}

SearchError invalid_date(const Reading& reading, const Key& key, const WrittenFilter& written) {
  const auto now = std::chrono::floor<std::chrono::seconds>(reading.now);
  return {fmt::format("{}: Invalid date: {}. Expected +/-duration (e.g. +1h) or ISO 8601-like "
                      "(e.g. {}).",
                      quoted_in_error(to_text(key)), shown(reading, written), format_date(now)),
          whole_value(written)};
}

/// A value that the typed forms of the grammar take: not in quotes, and ended.
bool is_plain(const WrittenFilter& written) noexcept {
  return written.form == ValueForm::bare && written.ends && written.match == TextMatch::as_written;
}

Filter compare(Key key, Operator op, Value value) {
  Filter filter;
  filter.key = std::move(key);
  filter.op = op;
  filter.values.push_back(std::move(value));
  return filter;
}

}  // namespace

std::optional<double> parse_amount(ValueType type, std::string_view text) noexcept {
  std::optional<double> amount;
  if (type == ValueType::duration) amount = parse_duration(text);
  if (type == ValueType::size) amount = parse_size(text);
  if (type == ValueType::percentage) amount = parse_percentage(text);
  return amount ? amount : parse_number(text);
}

Read<Filter> read_number_filter(const Reading& reading, Key key, const WrittenFilter& written) {
  Filter filter;
  const auto add = [&](Span value) {
    const auto amount = parse_amount(key.type, reading.text(value));
    if (amount) filter.values.emplace_back(*amount);
    return amount.has_value();
  };
  bool good = true;
  if (written.form == ValueForm::list && written.match == TextMatch::as_written) {
    filter.op = Operator::in;
    for (const Span item : written.items) good = good && add(item);
  } else {
    filter.op = written.op.value_or(Operator::equal);
    good = is_plain(written) && add(written.value);
  }
  if (!good) return unexpected(invalid_number(reading, key, written));
  if (written.negated) filter.op = negated(filter.op);
  filter.key = std::move(key);
  return filter;
}

Read<Filter> read_boolean_filter(const Reading& reading, Key key, const WrittenFilter& written) {
  const std::string_view text = reading.text(written.value);
  const bool yes = text == "1" || ascii::iequals(text, "true");
  const bool no = text == "0" || ascii::iequals(text, "false");
  if (!is_plain(written) || written.op || (!yes && !no)) {
    return unexpected(
        SearchError{fmt::format("{}: Invalid boolean: {}. Expected true, 1, false, or 0.",
                                quoted_in_error(to_text(key)), shown(reading, written)),
                    whole_value(written)});
  }
  return compare(std::move(key), Operator::equal, yes != written.negated);
}

Read<std::vector<Filter>> read_date_filter(const Reading& reading, Key key,
                                           const WrittenFilter& written) {
  const std::string_view text = reading.text(written.value);
  if (is_plain(written) && !written.negated) {
    if (const auto date = parse_iso_date(text)) {
      if (written.op) return std::vector{compare(std::move(key), *written.op, Date{date->at})};
      const DateRange range = range_of(*date);
      return std::vector{compare(key, Operator::greater_equal, Date{range.from}),
                         compare(key, Operator::less, Date{range.to})};
    }
    if (const auto date = parse_relative_date(text); date && !written.op) {
      return std::vector{compare(std::move(key), operator_of(*date), date_of(*date, reading.now))};
    }
  }
  return unexpected(invalid_date(reading, key, written));
}

DateRange range_of(const IsoDate& date) noexcept {
  if (!date.has_time) return {date.at, date.at + std::chrono::days(1)};
  return {date.at - kBeforeMoment, date.at + kAfterMoment};
}

Operator operator_of(const RelativeDate& date) noexcept {
  return date.older ? Operator::less_equal : Operator::greater_equal;
}

Date date_of(const RelativeDate& date, Timestamp now) noexcept {
  return {now - date.age(), date};
}

}  // namespace picket::domain::search
