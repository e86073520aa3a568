// Rules as they are written, and those that everybody has.
// Source: shared spec "ingest", section 4.6 (rule JSON, aliases).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scrub/selector.h"

namespace picket::domain::scrub {

enum class RuleType : std::uint8_t {
  anything,
  pattern,
  imei,
  mac,
  uuid,
  email,
  ip,
  creditcard,
  iban,
  userpath,
  pemkey,
  url_auth,
  us_ssn,
  bearer,
  password,
  redact_pair,
  multiple,  ///< Other rules; an alias is one with a single rule.
};

enum class Method : std::uint8_t {
  standard,  ///< Removes; takes the method of a rule that refers to this one.
  remove,
  replace,
  mask,
  hash,
  nothing,  ///< One of a newer program.
};

struct Redaction {
  Method method = Method::standard;
  std::string text{};  ///< Of replace.

  bool operator==(const Redaction&) const = default;
};

struct Rule {
  RuleType type = RuleType::anything;
  Redaction redaction{};
  std::string pattern{};  ///< Of pattern and redact_pair.
  std::vector<std::uint8_t> replace_groups = {0};
  std::vector<std::string> names{};  ///< Of redact_pair: instead of a pattern, parts of keys.
  std::vector<std::string> rules{};  ///< Of multiple.
  bool hide_inner = false;           ///< Remarks name this rule, not those that it refers to.
};

/// A set of rules and where they are applied.
struct PiiConfig {
  std::map<std::string, Rule, std::less<>> rules;
  std::map<Selector, std::vector<std::string>> applications;

  bool is_empty() const noexcept { return applications.empty(); }
};

inline constexpr std::string_view kFilteredText = "[Filtered]";

/// "@ip", "@email:hash", "@common:filter"; nullopt for others.
std::optional<Rule> builtin_rule(std::string_view id);

}  // namespace picket::domain::scrub
