#include "domain/fingerprint_rules/rule.h"

namespace picket::domain::fingerprint_rules {

std::string name_of(const Matcher& matcher) {
  using enum Matcher::Key;
  switch (matcher.key) {
    case type:
      return "error.type";
    case value:
      return "error.value";
    case message:
      return "message";
    case logger:
      return "logger";
    case level:
      return "level";
    case module:
      return "stack.module";
    case function:
      return "stack.function";
    case path:
      return "stack.abs_path";
    case package:
      return "stack.package";
    case app:
      return "app";
    case family:
      return "family";
    case sdk:
      return "sdk";
    case release:
      return "release";
    case tag:
      return "tags." + matcher.tag;
  }
  return "";
}

std::string to_text(const Rule& rule) {
  std::string text;
  for (const Matcher& matcher : rule.matchers) {
    if (matcher.negated) text += '!';
    text.append(name_of(matcher)).append(":\"").append(matcher.pattern).append("\" ");
  }
  text += "-> \"";
  for (const std::string& entry : rule.fingerprint) text += entry;
  text += '"';
  if (!rule.title.empty()) text.append(" title=\"").append(rule.title).append("\"");
  return text;
}

}  // namespace picket::domain::fingerprint_rules
