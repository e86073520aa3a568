#include "domain/search/issue_values.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/ascii.h"
#include "domain/issue/life.h"
#include "domain/issue/names.h"

namespace picket::domain::search {
namespace {

bool is_hex(std::string_view text, std::size_t digits) noexcept {
  return text.size() == digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return ascii::hex_value(c) >= 0; });
}

bool is_slug(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// Sentry's sentences differ from key to key.
std::string bad_value(const KeyInfo& info, const std::string& name, std::string_view value) {
  const std::string text = quoted_in_error(value);
  switch (info.rule) {
    case ValueRule::status:
    case ValueRule::substatus:
    case ValueRule::priority:
      return fmt::format("invalid {} value of '{}'", name, text);
    case ValueRule::category:
      return fmt::format("Invalid category value of '{}'", text);
    case ValueRule::issue_type:
      return fmt::format("Invalid type value of '{}'", text);
    case ValueRule::words:
      if (name == "level") return fmt::format("invalid level value of '{}'", text);
      [[fallthrough]];
    case ValueRule::none:
    case ValueRule::hex16:
    case ValueRule::hex32:
    case ValueRule::release:
    case ValueRule::assignee:
    case ValueRule::user:
      return fmt::format("Invalid value '{}' for '{}:' filter", text, name);
  }
  return {};
}

std::optional<double> number_of(ValueRule rule, std::string_view word) noexcept {
  if (rule == ValueRule::priority) {
    const auto priority = parse_priority(word);
    return priority ? std::optional(static_cast<double>(*priority)) : std::nullopt;
  }
  const std::string_view key = rule == ValueRule::status ? "status" : "substatus";
  for (const IsWord& known : is_words()) {
    if (known.key == key && known.word == word) return known.value;
  }
  return std::nullopt;
}

bool is_digits(std::string_view text) noexcept {
  return ascii::parse_uint<std::uint64_t>(text).has_value();
}

Actor actor_of(std::string_view word, ValueRule rule) {
  constexpr std::string_view kUser = "user:";
  constexpr std::string_view kTeam = "team:";
  using enum Actor::Kind;
  if (word == "me") return {me, {}};
  if (word.starts_with(kUser) && is_digits(word.substr(kUser.size()))) {
    return {user_id, std::string(word.substr(kUser.size()))};
  }
  if (rule == ValueRule::assignee) {
    if (word == "none" || word.empty()) return {nobody, {}};
    if (word == "my_teams") return {my_teams, {}};
    if (word.starts_with('#') && word.size() > 1) return {team, std::string(word.substr(1))};
    if (word.starts_with(kTeam) && is_digits(word.substr(kTeam.size()))) {
      return {team_id, std::string(word.substr(kTeam.size()))};
    }
  }
  return {named, std::string(word)};
}

/// What a rule makes of one text; nullopt: it is not allowed.
std::optional<Value> convert(const KeyInfo& info, const TextPattern& pattern) {
  if (info.rule == ValueRule::none) return pattern;
  if (info.rule == ValueRule::release) {
    if (pattern == TextPattern::exactly("latest")) return LatestRelease();
    return pattern;
  }
  if (!pattern.is_exact()) return std::nullopt;
  const std::string_view word = pattern.text();
  switch (info.rule) {
    case ValueRule::none:
    case ValueRule::release:
      return pattern;
    case ValueRule::hex16:
      if (!is_hex(word, 16)) return std::nullopt;
      return pattern;
    case ValueRule::hex32:
      if (!is_hex(word, 32)) return std::nullopt;
      return pattern;
    case ValueRule::words:
    case ValueRule::category:
      if (std::find(info.words.begin(), info.words.end(), word) == info.words.end()) {
        return std::nullopt;
      }
      return pattern;
    case ValueRule::issue_type:
      if (!is_slug(word)) return std::nullopt;
      return pattern;
    case ValueRule::status:
    case ValueRule::substatus:
    case ValueRule::priority:
      if (const auto number = number_of(info.rule, word)) return *number;
      return std::nullopt;
    case ValueRule::assignee:
    case ValueRule::user:
      return actor_of(word, info.rule);
  }
  return std::nullopt;
}

bool is_list(Operator op) noexcept {
  return op == Operator::in || op == Operator::not_in;
}

}  // namespace

bool reads_words(ValueRule rule) noexcept {
  return rule == ValueRule::status || rule == ValueRule::substatus || rule == ValueRule::priority ||
         rule == ValueRule::assignee || rule == ValueRule::user;
}

Read<Filter> apply_rule(const KeyInfo& info, Filter filter, Span at) {
  bool several = false;  // What it means may be more than one.
  for (Value& value : filter.values) {
    const auto pattern = std::get<TextPattern>(value);
    auto converted = convert(info, pattern);
    if (!converted) {
      return unexpected(SearchError{bad_value(info, filter.key.name, pattern.written()), at});
    }
    value = *std::move(converted);
    several = several || std::holds_alternative<Actor>(value) ||
              std::holds_alternative<LatestRelease>(value);
  }
  if (several && !is_list(filter.op)) {
    filter.op = is_negative(filter.op) ? Operator::not_in : Operator::in;
  }
  return filter;
}

Read<Filter> read_is(const Reading& reading, const WrittenFilter& written) {
  if (!reading.config.is_issue_search) {
    return unexpected(SearchError{"\"is:\" queries are not supported in this search.",
                                  {written.key.span.begin, written.value.end}});
  }
  const std::string_view value = reading.text(written.value);
  if (value.starts_with('[')) {
    return unexpected(SearchError{"\"in\" syntax invalid for \"is\" search", written.value});
  }
  auto text = read_text(reading, written.value);
  if (!text) return unexpected(std::move(text.error()));
  const auto words = is_words();
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const IsWord& known) { return known.word == *text; });
  if (found == words.end() || written.op || written.match != TextMatch::as_written) {
    return unexpected(
        SearchError{fmt::format("Invalid value for \"is\" search, valid values are ['{}']",
                                fmt::join(is_word_names(), "', '")),
                    written.value});
  }
  Filter filter;
  filter.key.name = found->key;
  if (found->key == "status" || found->key == "substatus") {
    filter.key.type = ValueType::number;
    filter.op = written.negated ? Operator::not_equal : Operator::equal;
    filter.values = {static_cast<double>(found->value)};
  } else {
    filter.key.type = ValueType::flag;
    filter.values = {(found->value != 0) != written.negated};
  }
  return filter;
}

void add_implied_status(Group& root) {
  std::optional<double> first;
  for (const Expression& part : root.parts) {
    const auto* const filter = std::get_if<Filter>(&part.node);
    if (filter == nullptr || filter->key.scope != KeyScope::field) continue;
    if (filter->key.name == "status") return;
    if (filter->key.name != "substatus" || first) continue;
    if (const auto* const number = std::get_if<double>(&filter->values.front())) first = *number;
  }
  if (!first) return;
  const auto status = status_of(static_cast<Substatus>(static_cast<int>(*first)));
  if (!status) return;
  Filter filter;
  filter.key = {KeyScope::field, "status", ValueType::number};
  filter.op = Operator::in;
  filter.values = {static_cast<double>(*status)};
  root.parts.push_back({std::move(filter)});
}

}  // namespace picket::domain::search
