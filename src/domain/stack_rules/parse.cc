#include "domain/stack_rules/parse.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/unicode.h"

namespace picket::domain::stack_rules {
namespace {

using Field = Matcher::Field;

struct FieldName {
  std::string_view name;
  Field field;
};
constexpr FieldName kFields[] = {
    {"stack.function", Field::function},
    {"function", Field::function},
    {"stack.module", Field::module},
    {"module", Field::module},
    {"stack.abs_path", Field::path},
    {"path", Field::path},
    {"stack.package", Field::package},
    {"package", Field::package},
    {"category", Field::category},
    {"family", Field::family},
    {"app", Field::app},
    {"error.type", Field::type},
    {"type", Field::type},
    {"error.value", Field::value},
    {"value", Field::value},
    {"error.mechanism", Field::mechanism},
    {"mechanism", Field::mechanism},
};

/// By what follows a matcher: another one, or the first action.
bool begins_matcher(std::string_view text) noexcept {
  for (const std::string_view start :
       {"!", "a", "category:", "e", "f", "me", "mo", "p", "s", "t", "va"}) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

constexpr bool is_blank(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr bool is_name_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text.substr(i).starts_with("\\\\")) ++i;
  }
  return out;
}

/// One line.
class Parser {
 public:
  explicit Parser(std::string_view line) : line_(line), rest_(line) {}

  std::size_t column() const noexcept { return line_.size() - rest_.size() + 1; }

  Result<Rule, std::string> parse() {
    Rule rule;
    if (rest_.starts_with('[')) {
      auto caller = bracketed();
      if (!caller) return unexpected(std::move(caller.error()));
      rule.caller = *std::move(caller);
      if (!take('|')) return expected("\"|\" after the caller");
      skip_blanks();
    }
    do {
      auto one = matcher();
      if (!one) return unexpected(std::move(one.error()));
      rule.matchers.push_back(*std::move(one));
      if (rule.matchers.size() > kMaxPartsOfRule) return too_many("matchers");
      skip_blanks();
    } while (begins_matcher(rest_));
    if (take('|')) {
      skip_blanks();
      if (!rest_.starts_with('[')) return expected("\"[\" before the callee");
      auto callee = bracketed();
      if (!callee) return unexpected(std::move(callee.error()));
      rule.callee = *std::move(callee);
      skip_blanks();
    }
    if (rest_.empty()) return expected("an action");
    while (!rest_.empty() && (rule.actions.empty() || rest_.front() != '#')) {
      auto one = action();
      if (!one) return unexpected(std::move(one.error()));
      rule.actions.push_back(*std::move(one));
      if (rule.actions.size() > kMaxPartsOfRule) return too_many("actions");
      skip_blanks();
    }
    return rule;
  }

 private:
  unexpected<std::string> expected(std::string_view what) const {
    if (rest_.empty()) return unexpected(fmt::format("expected {} at the end", what));
    constexpr std::size_t kShown = 20;
    std::size_t shown = std::min(kShown, rest_.size());
    // Not in the middle of a character.
    while (shown < rest_.size() && (static_cast<unsigned char>(rest_[shown]) & 0xC0U) == 0x80U) {
      ++shown;
    }
    return unexpected(fmt::format("expected {} instead of \"{}\"", what, rest_.substr(0, shown)));
  }
  unexpected<std::string> too_many(std::string_view what) const {
    return unexpected(fmt::format("more than {} {}", kMaxPartsOfRule, what));
  }

  void skip_blanks() noexcept {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }
  bool take(char c) noexcept {
    skip_blanks();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  template <class Is>
  std::string_view take_while(Is is) noexcept {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is);
    const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  Result<Matcher, std::string> bracketed() {
    rest_.remove_prefix(1);
    skip_blanks();
    auto inner = matcher();
    if (inner && !take(']')) return expected("\"]\"");
    return inner;
  }

  Result<Matcher, std::string> matcher() {
    Matcher matcher;
    const std::string_view start = rest_;
    if (rest_.starts_with('!')) {
      matcher.negated = true;
      rest_.remove_prefix(1);
    }
    const std::string_view name = take_while(is_name_char);
    if (name.empty()) return expected("a matcher");
    if (!rest_.starts_with(':')) return expected(fmt::format("\":\" after \"{}\"", name));
    const auto* const known = std::find_if(std::begin(kFields), std::end(kFields),
                                           [&](const FieldName& f) { return f.name == name; });
    if (known == std::end(kFields)) {
      rest_ = start;
      return unexpected(fmt::format("unknown matcher \"{}\"", name));
    }
    matcher.field = known->field;
    rest_.remove_prefix(1);
    auto pattern = argument();
    if (!pattern) return unexpected(std::move(pattern.error()));
    matcher.pattern = unescaped(*pattern);
    return matcher;
  }

  Result<std::string_view, std::string> argument() {
    if (!rest_.starts_with('"')) {
      const std::string_view text = take_while([](char c) { return !is_blank(c); });
      if (text.empty()) return expected("a pattern");
      return text;
    }
    const std::size_t end = rest_.find('"', 1);
    if (end == std::string_view::npos) return expected("a pattern with a closing quote");
    const std::string_view text = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return text;
  }

  Result<Action, std::string> action() {
    if (rest_.find_first_of("^+-") == 0 || rest_.starts_with("v+") || rest_.starts_with("v-")) {
      return flag();
    }
    return variable();
  }

  Result<Action, std::string> flag() {
    const std::string_view start = rest_;
    Action action;
    if (rest_.front() == '^') action.range = Action::Range::callees;
    if (rest_.front() == 'v') action.range = Action::Range::callers;
    if (action.range != Action::Range::this_frame) rest_.remove_prefix(1);
    const bool signed_well = rest_.starts_with('+') || rest_.starts_with('-');
    action.flag = rest_.starts_with('+');
    if (signed_well) rest_.remove_prefix(1);
    for (const auto& [name, kind] : {std::pair{std::string_view("app"), Action::Kind::app},
                                     std::pair{std::string_view("group"), Action::Kind::group}}) {
      if (!signed_well || !rest_.starts_with(name)) continue;
      rest_.remove_prefix(name.size());
      action.kind = kind;
      return action;
    }
    rest_ = start;
    return expected("an action");
  }

  Result<Action, std::string> variable() {
    const std::string_view start = rest_;
    const std::string_view name = take_while(is_name_char);
    const bool has_value = !name.empty() && take('=');
    if (!has_value) {
      rest_ = start;
      return expected("an action");
    }
    skip_blanks();
    const std::string_view value = take_while(is_name_char);
    Action action;
    if (name == "category") {
      if (value.empty()) return expected("a category");
      action.kind = Action::Kind::category;
      action.category = value;
      return action;
    }
    if (name == "max-frames" || name == "min-frames") {
      const auto number = ascii::parse_uint<std::uint32_t>(value);
      if (!number) return unexpected(fmt::format("expected a number instead of \"{}\"", value));
      action.kind = name == "max-frames" ? Action::Kind::max_frames : Action::Kind::min_frames;
      action.number = *number;
      return action;
    }
    if (name == "invert-stacktrace") {
      const auto flag = flag_value(value);
      if (!flag) return unexpected(fmt::format("expected yes or no instead of \"{}\"", value));
      action.kind = Action::Kind::invert_stacktrace;
      action.flag = *flag;
      return action;
    }
    rest_ = start;
    return unexpected(fmt::format("unknown variable \"{}\"", name));
  }

  static std::optional<bool> flag_value(std::string_view text) noexcept {
    if (text == "1" || text == "yes" || text == "true") return true;
    if (text == "0" || text == "no" || text == "false") return false;
    return std::nullopt;
  }

  std::string_view line_;
  std::string_view rest_;
};

}  // namespace

std::string to_string(const RuleError& error) {
  return fmt::format("line {}, column {}: {}", error.line, error.column, error.message);
}

Result<std::vector<ParsedRule>, RuleError> parse_rules(std::string_view text) {
  if (text.size() > kMaxRulesChars && unicode::count(text) > kMaxRulesChars) {
    return unexpected(RuleError{1, 1, fmt::format("more than {} characters", kMaxRulesChars)});
  }
  std::vector<ParsedRule> rules;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const ascii::Split split = ascii::split_once(text, '\n');
    text = split.tail;
    std::string_view line = split.head;
    std::size_t indent = 0;
    while (indent < line.size() && is_blank(line[indent])) ++indent;
    line.remove_prefix(indent);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;

    Parser parser(line);
    auto rule = parser.parse();
    if (!rule) {
      return unexpected(RuleError{number, indent + parser.column(), std::move(rule.error())});
    }
    if (rules.size() == kMaxRules) {
      return unexpected(RuleError{number, 1, fmt::format("more than {} rules", kMaxRules)});
    }
    rules.push_back({*std::move(rule), number});
  }
  return rules;
}

}  // namespace picket::domain::stack_rules
