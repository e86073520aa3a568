#include "domain/stack_rules/rule.h"

#include <algorithm>

namespace picket::domain::stack_rules {
namespace {

std::string_view name_of(Matcher::Field field) noexcept {
  using enum Matcher::Field;
  switch (field) {
    case type:
      return "type";
    case value:
      return "value";
    case mechanism:
      return "mechanism";
    case function:
      return "function";
    case module:
      return "module";
    case path:
      return "path";
    case package:
      return "package";
    case category:
      return "category";
    case family:
      return "family";
    case app:
      return "app";
  }
  return "";
}

std::string to_text(const Matcher& matcher) {
  std::string text = matcher.negated ? "!" : "";
  text.append(name_of(matcher.field)).append(":");
  const bool is_plain =
      !matcher.pattern.empty() && matcher.pattern.find_first_of(" \t\v\f") == std::string::npos;
  return is_plain ? text + matcher.pattern : text + '"' + matcher.pattern + '"';
}

std::string flag_text(const Action& action, std::string_view name) {
  using enum Action::Range;
  std::string text = action.range == callees ? "^" : action.range == callers ? "v" : "";
  return text.append(action.flag ? "+" : "-").append(name);
}

std::string to_text(const Action& action) {
  using enum Action::Kind;
  switch (action.kind) {
    case app:
      return flag_text(action, "app");
    case group:
      return flag_text(action, "group");
    case category:
      return "category=" + action.category;
    case max_frames:
      return "max-frames=" + std::to_string(action.number);
    case min_frames:
      return "min-frames=" + std::to_string(action.number);
    case invert_stacktrace:
      return action.flag ? "invert-stacktrace=1" : "invert-stacktrace=0";
  }
  return "";
}

}  // namespace

std::string to_text(const Rule& rule, Phase phase) {
  std::string text;
  const auto add = [&](const std::string& word) {
    if (!text.empty()) text += ' ';
    text += word;
  };
  for (const Matcher& matcher : rule.matchers) {
    if (is_about_exception(matcher.field)) add(to_text(matcher));
  }
  if (rule.caller) add("[" + to_text(*rule.caller) + "] |");
  for (const Matcher& matcher : rule.matchers) {
    if (!is_about_exception(matcher.field)) add(to_text(matcher));
  }
  if (rule.callee) add("| [" + to_text(*rule.callee) + "]");
  for (const Action& action : rule.actions) {
    if (phase_of(action.kind) == phase) add(to_text(action));
  }
  return text;
}

}  // namespace picket::domain::stack_rules
