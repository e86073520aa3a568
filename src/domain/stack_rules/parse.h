// The language of stack-trace rules, one rule a line. Source: shared spec "grouping", section 13.1.
//
//   rule    = [ "[" matcher "]" "|" ] matcher+ [ "|" "[" matcher "]" ] action+ [ "#" comment ]
//   matcher = [ "!" ] name ":" ( '"' any but a quote '"' | run of non-blanks )
//   action  = [ "^" | "v" ] ( "+" | "-" ) ( "app" | "group" )
//           | ( "category" | "max-frames" | "min-frames" | "invert-stacktrace" ) "=" value
//
// A line that is empty or begins with "#" says nothing. `\\` in a pattern is one backslash.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/stack_rules/rule.h"

namespace picket::domain::stack_rules {

/// What the settings page of a project takes; in characters.
inline constexpr std::size_t kMaxRulesChars = 65'536;
inline constexpr std::size_t kMaxRules = 4'096;
/// Matchers of one rule, and actions of one rule.
inline constexpr std::size_t kMaxPartsOfRule = 64;

struct ParsedRule {
  Rule rule;
  std::size_t line = 0;  ///< From 1.
};

/// Where and what is wrong. Both from 1; the column in bytes.
struct RuleError {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;  ///< Lower case, without a full stop. May quote the text.

  bool operator==(const RuleError&) const = default;
};

/// "line 2, column 5: expected ..."
std::string to_string(const RuleError& error);

/// One bad line makes the whole text invalid. Patterns are not compiled here.
Result<std::vector<ParsedRule>, RuleError> parse_rules(std::string_view text);

}  // namespace picket::domain::stack_rules
