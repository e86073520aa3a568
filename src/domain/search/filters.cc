#include "domain/search/filters.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "domain/search/aggregates.h"
#include "domain/search/issue_values.h"
#include "domain/search/print.h"
#include "domain/search/typed_values.h"

namespace picket::domain::search {
namespace {

constexpr std::string_view kFreeTextKey = "message";

std::vector<Expression> expressions(auto nodes) {
  std::vector<Expression> parts;
  parts.reserve(nodes.size());
  for (auto& node : nodes) parts.push_back({std::move(node)});
  return parts;
}

bool is_equality(Operator op) noexcept {
  return op == Operator::equal || op == Operator::not_equal;
}

TextPattern with_match(const TextPattern& pattern, TextMatch match) {
  switch (match) {
    case TextMatch::as_written:
      return pattern;
    case TextMatch::contains:
    case TextMatch::does_not_contain:
      return TextPattern::around(pattern, true, true);
    case TextMatch::starts_with:
      return TextPattern::around(pattern, false, true);
    case TextMatch::ends_with:
      return TextPattern::around(pattern, true, false);
  }
  return pattern;
}

/// The texts of a list; an empty one is an error.
Read<std::vector<Value>> read_items(const Reading& reading, const WrittenFilter& written) {
  std::vector<Value> values;
  for (const Span item : written.items) {
    if (item.begin == item.end) {
      return unexpected(SearchError{"Lists should not have empty values", written.value});
    }
    auto text = read_text(reading, item);
    if (!text) return unexpected(std::move(text.error()));
    const TextPattern pattern = with_match(TextPattern(*text), written.match);
    if (!pattern.is_exact() && !reading.config.allows_list_patterns) {
      return unexpected(SearchError{"Wildcards in lists are not supported in this search", item});
    }
    values.emplace_back(pattern);
  }
  return values;
}

/// An operator is part of the text, unless the texts are versions.
Read<Value> read_pattern(const Reading& reading, const Key& key, const WrittenFilter& written) {
  auto text = read_text(reading, written.value);
  if (!text) return unexpected(std::move(text.error()));
  if (written.op && !is_equality(*written.op) && key.type != ValueType::version) {
    text->insert(0, reading.text(written.op_span));
  }
  return with_match(TextPattern(*text), written.match);
}

Read<Filter> read_text_filter(const Reading& reading, Key key, const WrittenFilter& written) {
  Filter filter;
  filter.match = written.match;
  if (written.form == ValueForm::regex) {
    const std::string_view text = reading.text(written.value);
    filter.values = {Regex{std::string(text.substr(2, text.size() - 4))}};
  } else if (written.form == ValueForm::list) {
    filter.op = Operator::in;
    auto items = read_items(reading, written);
    if (!items) return unexpected(std::move(items.error()));
    filter.values = *std::move(items);
  } else {
    auto value = read_pattern(reading, key, written);
    if (!value) return unexpected(std::move(value.error()));
    filter.values = {*std::move(value)};
    const bool keeps = written.op && (is_equality(*written.op) || key.type == ValueType::version);
    if (keeps) filter.op = *written.op;
  }
  if (written.negated != (written.match == TextMatch::does_not_contain)) {
    filter.op = negated(filter.op);
  }
  filter.key = std::move(key);
  return filter;
}

/// has:key is a comparison with the empty text.
Read<std::vector<Expression>> read_has(const Reading& reading, const WrittenFilter& written) {
  if (written.form != ValueForm::key) {
    return unexpected(SearchError{
        "Invalid format for \"has\" search: was expecting a field or tag instead", written.value});
  }
  auto subject = resolve_key(reading, written.subject);
  if (!subject) return unexpected(std::move(subject.error()));
  Filter filter;
  filter.key = std::move(subject->key);
  filter.op = written.negated ? Operator::equal : Operator::not_equal;
  filter.values = {TextPattern()};
  return expressions(std::vector{std::move(filter)});
}

Read<std::vector<Expression>> read_by_type(const Reading& reading, ResolvedKey resolved,
                                           const WrittenFilter& written) {
  Read<Filter> filter = unexpected(SearchError{});
  const ValueRule rule = resolved.info == nullptr ? ValueRule::none : resolved.info->rule;
  const ValueType type = reads_words(rule) ? ValueType::text : resolved.key.type;
  switch (type) {
    case ValueType::date: {
      auto dates = read_date_filter(reading, std::move(resolved.key), written);
      if (!dates) return unexpected(std::move(dates.error()));
      return expressions(*std::move(dates));
    }
    case ValueType::number:
    case ValueType::duration:
    case ValueType::size:
    case ValueType::percentage:
      filter = read_number_filter(reading, std::move(resolved.key), written);
      break;
    case ValueType::boolean:
    case ValueType::flag:
      filter = read_boolean_filter(reading, std::move(resolved.key), written);
      break;
    case ValueType::text:
    case ValueType::version:
    case ValueType::actor:
      filter = read_text_filter(reading, std::move(resolved.key), written);
      if (filter && rule != ValueRule::none && written.form != ValueForm::regex) {
        filter = apply_rule(*resolved.info, *std::move(filter), written.value);
      }
      break;
  }
  if (!filter) return unexpected(std::move(filter.error()));
  return expressions(std::vector{*std::move(filter)});
}

}  // namespace

Read<std::vector<Expression>> read_filter(const Reading& reading, const WrittenFilter& written) {
  if (written.function) {
    auto aggregates = read_aggregate(reading, written);
    if (!aggregates) return unexpected(std::move(aggregates.error()));
    return expressions(*std::move(aggregates));
  }
  if (written.key.form == KeyForm::plain && !written.key.any_element) {
    if (written.key.name == "has") return read_has(reading, written);
    if (written.key.name == "is") {
      auto filter = read_is(reading, written);
      if (!filter) return unexpected(std::move(filter.error()));
      return expressions(std::vector{*std::move(filter)});
    }
  }
  auto resolved = resolve_key(reading, written.key);
  if (!resolved) return unexpected(std::move(resolved.error()));
  if (written.form == ValueForm::bare && written.value.begin == written.value.end) {
    return unexpected(SearchError{
        fmt::format("Empty string after '{}:'", quoted_in_error(to_text(resolved->key))),
        {written.key.span.begin, written.value.end}});
  }
  return read_by_type(reading, *std::move(resolved), written);
}

std::optional<Filter> read_free_text(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const TextPattern written(text);
  const bool has_star =
      !written.is_exact() && (written.pieces().front().empty() || written.pieces().back().empty());
  Filter filter;
  filter.key.name = kFreeTextKey;
  filter.is_free_text = true;
  filter.values = {has_star ? written : TextPattern::around(written, true, true)};
  return filter;
}

Read<std::optional<Filter>> read_text_term(const Reading& reading, const Term& term) {
  if (term.kind == TermKind::quoted_text) {
    auto text = read_text(reading, term.span);
    if (!text) return unexpected(std::move(text.error()));
    return read_free_text(*text);
  }
  const std::string_view text = reading.text(term.span);
  if (text.find_first_not_of("() ") == std::string_view::npos) {
    return unexpected(parse_error(reading.query, term.span.begin));
  }
  return read_free_text(text);
}

}  // namespace picket::domain::search
