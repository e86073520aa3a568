// Ownership rules, as people write them: `path:src/api/* #backend ann@example.com`, one a line.
// Source: shared spec "issues", section 10.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::domain::ownership {

enum class RuleKind : std::uint8_t { url, path, module, codeowners, tag };

struct OwnerName {
  enum class Kind : std::uint8_t { team, user };
  Kind kind = Kind::user;
  std::string name;  ///< Slug of a team without its "#"; email address in lower case.

  friend bool operator==(const OwnerName&, const OwnerName&) = default;
};

struct Rule {
  RuleKind kind = RuleKind::path;
  std::string tag{};  ///< Of kind tag: which one.
  std::string pattern{};
  std::vector<OwnerName> owners{};  ///< None: nobody, whatever rules before say.
  std::size_t line = 0;             ///< From 1; 0 when it is not from a text.

  friend bool operator==(const Rule&, const Rule&) = default;
};

/// What is wrong with a text, for whoever wrote it.
struct RuleError {
  std::size_t line = 0;    ///< From 1.
  std::size_t column = 0;  ///< From 1, in characters.
  std::string what;        ///< A sentence.
};

/// Characters of a text, and rules in it: Sentry's limit for organizations with large ones.
inline constexpr std::size_t kMaxRulesText = 250'000;
inline constexpr std::size_t kMaxRules = 5'000;
inline constexpr std::size_t kMaxOwnersOfRule = 100;
inline constexpr std::size_t kMaxPattern = 1'000;

/// The first thing wrong with it makes the whole text invalid.
Result<std::vector<Rule>, RuleError> parse_rules(std::string_view text);

/// "url", "path", "module", "codeowners", "tags.browser".
std::string matcher_name(const Rule& rule);

}  // namespace picket::domain::ownership
