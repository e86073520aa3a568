#include "domain/search/print.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "domain/search/aggregates.h"

namespace picket::domain::search {
namespace {

/// New lines and tabs as they are written in programs; `''` for the empty text.
std::string visible(std::string_view text) {
  if (text.empty()) return "''";
  std::string shown;
  for (const char c : text) {
    if (c == '\n') {
      shown += "\\n";
    } else if (c == '\t') {
      shown += "\\t";
    } else {
      shown += c;
    }
  }
  return shown;
}

/// The texts between stars, and something for each star.
std::string joined(const TextPattern& pattern, std::string_view star, bool escaped) {
  constexpr std::string_view kSpecial = "\\^$.|?*+()[]{}";
  std::string text;
  for (const std::string& piece : pattern.pieces()) {
    if (&piece != &pattern.pieces().front()) text += star;
    for (const char c : piece) {
      if (escaped && kSpecial.find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
  }
  return visible(text);
}

std::string_view type_word(const Key& key) noexcept {
  if (!key.type_is_written) return {};
  if (key.type == ValueType::number) return ", number";
  if (key.type == ValueType::boolean) return ", boolean";
  return ", string";
}

std::string print_date(const Date& date) {
  return date.relative ? "now-" + date.relative->to_text() : format_date(date.at);
}

std::string print_actor(const Actor& actor) {
  using enum Actor::Kind;
  switch (actor.kind) {
    case nobody:
      return "null";
    case me:
      return "user";
    case my_teams:
      return "teams of user";
    case team:
      return "team " + visible(actor.name);
    case user_id:
      return "user " + actor.name;
    case team_id:
      return "team id " + actor.name;
    case named:
      return visible(actor.name);
  }
  return {};
}

std::string print_truth(bool truth, ValueType type) {
  if (type == ValueType::flag) return truth ? "true" : "false";
  return truth ? "1" : "0";
}

/// One value as a list shows it.
std::string print_value(const Value& value, ValueType type) {
  if (const auto* const pattern = std::get_if<TextPattern>(&value)) {
    return joined(*pattern, "*", false);
  }
  if (const auto* const number = std::get_if<double>(&value)) return format_number(*number);
  if (const auto* const date = std::get_if<Date>(&value)) return print_date(*date);
  if (const auto* const truth = std::get_if<bool>(&value)) return print_truth(*truth, type);
  if (const auto* const regex = std::get_if<Regex>(&value)) return visible(regex->pattern);
  if (const auto* const actor = std::get_if<Actor>(&value)) return print_actor(*actor);
  return "latest releases";
}

std::string print_list(const Filter& filter, bool bare) {
  std::string items;
  for (const Value& value : filter.values) {
    if (!items.empty()) items += ", ";
    const auto* const pattern = std::get_if<TextPattern>(&value);
    items +=
        bare && pattern != nullptr ? visible(pattern->text()) : print_value(value, filter.key.type);
  }
  return "[" + items + "]";
}

std::string_view verb_of(TextMatch match) noexcept {
  switch (match) {
    case TextMatch::as_written:
      return "";
    case TextMatch::contains:
    case TextMatch::does_not_contain:
      return "contains";
    case TextMatch::starts_with:
      return "starts with";
    case TextMatch::ends_with:
      return "ends with";
  }
  return "";
}

bool is_list(const Filter& filter) noexcept {
  return filter.op == Operator::in || filter.op == Operator::not_in;
}

std::string_view word_of(PatternShape shape) noexcept {
  switch (shape) {
    case PatternShape::exact:
    case PatternShape::any:
      return "";
    case PatternShape::prefix:
      return "prefix";
    case PatternShape::suffix:
      return "suffix";
    case PatternShape::infix:
      return "infix";
    case PatternShape::general:
      return "pattern";
  }
  return "";
}

/// The comparison with one text, behind the key.
std::string print_text(const Filter& filter, const TextPattern& pattern, Notation notation) {
  const std::string op(to_string(filter.op));
  if (pattern.is_exact()) {
    const bool star = pattern.text().find('*') != std::string_view::npos;
    return fmt::format("{} {}{}", op, visible(pattern.text()), star ? " (literal)" : "");
  }
  const PatternShape shape = pattern.shape();
  const bool plain =
      notation == Notation::by_shape && filter.is_free_text && shape == PatternShape::infix;
  if (notation == Notation::as_written || shape == PatternShape::any || plain ||
      (filter.op != Operator::equal && filter.op != Operator::not_equal)) {
    return fmt::format("{} {}{}", op, joined(pattern, "*", false), plain ? "" : " (wildcard)");
  }
  const std::string_view no = is_negative(filter.op) ? "not " : "";
  const std::string text =
      shape == PatternShape::general ? joined(pattern, ".*", true) : visible(pattern.text());
  return fmt::format("{}{} {}", no, word_of(shape), text);
}

/// Words between U+F00D, where each value has the shape they say.
std::string print_match(const Filter& filter) {
  const std::string_view no = is_negative(filter.op) ? "not " : "";
  return fmt::format("{} {}{} {}{}", to_text(filter.key), no, verb_of(filter.match),
                     is_list(filter) ? "any of " : "",
                     is_list(filter) ? print_list(filter, true)
                                     : visible(std::get<TextPattern>(filter.values[0]).text()));
}

bool has_plain_match(const Filter& filter) {
  for (const Value& value : filter.values) {
    const auto* const pattern = std::get_if<TextPattern>(&value);
    if (pattern == nullptr || pattern->shape() == PatternShape::general ||
        pattern->shape() == PatternShape::any) {
      return false;
    }
  }
  return filter.match != TextMatch::as_written;
}

std::string print_regex(const Filter& filter, const Regex& regex) {
  Key key = filter.key;
  const bool any = std::exchange(key.any_element, false);
  return fmt::format("regex {}{} {} {}", any ? "any element of " : "", to_text(key),
                     is_negative(filter.op) ? "!~" : "~", visible(regex.pattern));
}

std::string print_group(const Group& group, bool separators, Notation notation) {
  std::string text;
  for (const Expression& part : group.parts) {
    if (!text.empty()) text += group.any ? " OR " : separators ? "; " : " AND ";
    if (const auto* const inner = std::get_if<Group>(&part.node)) {
      const bool alone = group.parts.size() == 1;
      text += (alone ? "" : "(") + print_group(*inner, false, notation) + (alone ? "" : ")");
    } else if (const auto* const filter = std::get_if<Filter>(&part.node)) {
      text += print(*filter, notation);
    } else {
      text += print(std::get<Aggregate>(part.node));
    }
  }
  return text;
}

}  // namespace

std::string to_text(const Key& key) {
  std::string text = key.name;
  if (key.scope != KeyScope::field) {
    text = fmt::format("{}[{}{}]", key.scope == KeyScope::tag ? "tags" : "flags", key.name,
                       type_word(key));
  }
  if (key.any_element) text += "[*]";
  return text;
}

std::string print(const Filter& filter, Notation notation) {
  if (notation == Notation::by_shape && has_plain_match(filter)) return print_match(filter);
  const Value& first = filter.values.front();
  if (const auto* const regex = std::get_if<Regex>(&first)) return print_regex(filter, *regex);
  const std::string key = to_text(filter.key);
  if (is_list(filter)) {
    return fmt::format("{} {} {}", key, to_string(filter.op), print_list(filter, false));
  }
  if (const auto* const pattern = std::get_if<TextPattern>(&first)) {
    return fmt::format("{} {}", key, print_text(filter, *pattern, notation));
  }
  return fmt::format("{} {} {}", key, to_string(filter.op), print_value(first, filter.key.type));
}

std::string print(const Aggregate& aggregate) {
  return fmt::format("agg {} {} {}", to_text(aggregate), to_string(aggregate.op),
                     print_value(aggregate.value, aggregate.type));
}

std::string print(const Search& search, Notation notation) {
  return print_group(search.root, !search.has_connectives, notation);
}

}  // namespace picket::domain::search
