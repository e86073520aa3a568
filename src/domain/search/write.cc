#include "domain/search/write.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "domain/search/config.h"
#include "domain/search/print.h"
#include "domain/search/scan.h"

namespace picket::domain::search {
namespace {

std::string with_escaped_quotes(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// In quotes, except what a quote at the end would make another text of: such a text was written
/// without them.
std::string write_text(std::string_view text) {
  const std::string escaped = with_escaped_quotes(text);
  return text.ends_with('\\') ? escaped : "\"" + escaped + "\"";
}

/// Free text that can only be written as that: it begins with a star, ends with a backslash, and no
/// value without quotes holds its blanks.
bool is_only_free(const Filter& filter) {
  const auto* const pattern = std::get_if<TextPattern>(&filter.values.front());
  return filter.is_free_text && pattern != nullptr && pattern->written().ends_with('\\');
}

std::string write_actor(const Actor& actor) {
  using enum Actor::Kind;
  switch (actor.kind) {
    case nobody:
      return "none";
    case me:
      return "me";
    case my_teams:
      return "my_teams";
    case team:
      return write_text(TextPattern::exactly("#" + actor.name).written());
    case user_id:
      return "user:" + actor.name;
    case team_id:
      return "team:" + actor.name;
    case named:
      return write_text(TextPattern::exactly(actor.name).written());
  }
  return {};
}

std::string write_number(double number, const Key& key) {
  if (key.scope == KeyScope::field) {
    for (const IsWord& word : is_words()) {
      if (word.key == key.name && word.value == number) return std::string(word.word);
    }
    if (key.name == "priority") return number < 50 ? "low" : number < 75 ? "medium" : "high";
  }
  return format_number(number);
}

std::string write_value(const Value& value, const Key& key) {
  if (const auto* const pattern = std::get_if<TextPattern>(&value)) {
    return write_text(pattern->written());
  }
  if (const auto* const number = std::get_if<double>(&value)) return write_number(*number, key);
  if (const auto* const date = std::get_if<Date>(&value)) return format_date(date->at);
  if (const auto* const truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* const regex = std::get_if<Regex>(&value)) return "//" + regex->pattern + "//";
  if (const auto* const actor = std::get_if<Actor>(&value)) return write_actor(*actor);
  return "latest";
}

std::string write_age(const RelativeDate& age) {
  return (age.older ? "+" : "-") + age.to_text();
}

std::string write_name(std::string_view name) {
  const bool plain =
      std::all_of(name.begin(), name.end(), is_key_char) && name != "is" && name != "has";
  return plain ? std::string(name) : "\"" + std::string(name) + "\"";
}

std::string write_key(const Key& key) {
  std::string text = write_name(key.name);
  if (key.scope != KeyScope::field) {
    Key quoted = key;
    quoted.name = text;
    return to_text(quoted);
  }
  if (key.any_element) text += "[*]";
  return text;
}

std::string write_flag(const Filter& filter) {
  const bool truth = std::get<bool>(filter.values.front());
  for (const IsWord& word : is_words()) {
    if (word.key == filter.key.name && (word.value != 0) == truth) {
      return "is:" + std::string(word.word);
    }
  }
  return "!is:" + filter.key.name;  // for_review: there is only one word.
}

bool is_emptiness(const Filter& filter) {
  const bool equality = filter.op == Operator::equal || filter.op == Operator::not_equal;
  return equality && filter.values.front() == Value(TextPattern());
}

/// One person or the latest release is a list by what it means, however it was written. In brackets
/// a name without quotes could become several.
bool is_list_of_itself(const Filter& filter) {
  return filter.values.size() == 1 &&
         (std::holds_alternative<Actor>(filter.values.front()) ||
          std::holds_alternative<LatestRelease>(filter.values.front()));
}

std::string write_list(const Filter& filter) {
  const std::string key = (filter.op == Operator::not_in ? "!" : "") + write_key(filter.key) + ":";
  if (is_list_of_itself(filter)) return key + write_value(filter.values.front(), filter.key);
  std::string items;
  for (const Value& value : filter.values) {
    if (!items.empty()) items += ",";
    items += write_value(value, filter.key);
  }
  return fmt::format("{}[{}]", key, items);
}

std::string write_aggregate(const Aggregate& aggregate) {
  std::string arguments;
  for (const std::string& argument : aggregate.arguments) {
    if (!arguments.empty()) arguments += ",";
    arguments += "\"" + with_escaped_quotes(argument) + "\"";
  }
  if (const auto* const date = std::get_if<Date>(&aggregate.value); date && date->relative) {
    const bool turned = aggregate.op == Operator::less || aggregate.op == Operator::greater;
    return fmt::format("{}{}({}):{}", turned ? "!" : "", aggregate.name, arguments,
                       write_age(*date->relative));
  }
  const Key no_key;
  return fmt::format("{}({}):{}{}", aggregate.name, arguments, to_string(aggregate.op),
                     write_value(aggregate.value, no_key));
}

std::string write_group(const Group& group) {
  std::string text;
  bool after_words = false;
  for (const Expression& part : group.parts) {
    if (!text.empty()) text += group.any ? " OR " : " ";
    const auto* const words = std::get_if<Filter>(&part.node);
    const bool more_words = words != nullptr && is_only_free(*words);
    if (after_words &&
        more_words) {  // Two groups were joined to one: side by side they are one text.
      text += "(" + write_query(*words) + ")";
      continue;
    }
    after_words = more_words;
    if (const auto* const inner = std::get_if<Group>(&part.node)) {
      text += "(" + write_group(*inner) + ")";
    } else if (const auto* const filter = std::get_if<Filter>(&part.node)) {
      text += write_query(*filter);
    } else {
      text += write_aggregate(std::get<Aggregate>(part.node));
    }
  }
  return text;
}

}  // namespace

std::string write_query(const Filter& filter) {
  if (filter.key.type == ValueType::flag && !is_emptiness(filter)) return write_flag(filter);
  const std::string key = write_key(filter.key);
  const Value& value = filter.values.front();
  if (is_only_free(filter)) return std::get<TextPattern>(value).written();
  if (is_emptiness(filter)) return (filter.op == Operator::equal ? "!has:" : "has:") + key;
  if (filter.op == Operator::in || filter.op == Operator::not_in) return write_list(filter);
  if (const auto* const date = std::get_if<Date>(&value); date != nullptr && date->relative) {
    return fmt::format("{}:{}", key, write_age(*date->relative));
  }
  if (filter.op == Operator::equal || filter.op == Operator::not_equal) {
    const bool dated = std::holds_alternative<Date>(value);  // Without "=" it would be a range.
    const std::string_view op = dated ? to_string(filter.op) : std::string_view();
    return fmt::format("{}{}:{}{}", !dated && is_negative(filter.op) ? "!" : "", key, op,
                       write_value(value, filter.key));
  }
  return fmt::format("{}:{}{}", key, to_string(filter.op), write_value(value, filter.key));
}

std::string write_query(const Search& search) {
  return write_group(search.root);
}

}  // namespace picket::domain::search
