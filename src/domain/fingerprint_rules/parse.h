// The language of fingerprint rules, one rule a line. Source: shared spec "grouping", section 12.
//
//   rule        = matcher+ "->" fingerprint
//   matcher     = [ "!" ] ( key | '"' key '"' ) ":" ( quoted | run of non-blanks )
//   fingerprint = ( attribute | quoted | "{{" name "}}" | run without blanks, "{" and "," ) [ "," ]
//   ... attribute   = "title" "=" quoted
//
// In quotes a backslash escapes as in Python. A line that is empty or begins with "#" says nothing;
// there is no comment behind a rule. Between things there may be blanks, not tabs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/fingerprint_rules/rule.h"

namespace picket::domain::fingerprint_rules {

/// In characters, like the stack-trace rules beside them.
inline constexpr std::size_t kMaxRulesChars = 65'536;
inline constexpr std::size_t kMaxRules = 1'024;
/// Matchers of one rule, and entries of one fingerprint.
inline constexpr std::size_t kMaxPartsOfRule = 64;

struct ParsedRule {
  Rule rule;
  std::size_t line = 0;  ///< From 1.
};

/// Where and what is wrong. Both from 1; the column in bytes.
struct RuleError {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;  ///< Without a full stop. May quote the text.

  bool operator==(const RuleError&) const = default;
};

/// "line 2, column 5: expected ..."
std::string to_string(const RuleError& error);

/// One bad line makes the whole text invalid.
Result<std::vector<ParsedRule>, RuleError> parse_rules(std::string_view text);

}  // namespace picket::domain::fingerprint_rules
