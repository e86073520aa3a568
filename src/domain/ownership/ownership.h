// Ownership: compiled rules, and those of them that an event meets.
// Source: shared spec "issues", section 10.2.
#pragma once

#include <span>
#include <vector>

#include "domain/filter/glob.h"
#include "domain/ownership/event_facts.h"
#include "domain/ownership/path_pattern.h"
#include "domain/ownership/rules.h"

namespace picket::domain::ownership {

/// Immutable; any thread.
class Ownership {
 public:
  /// Those imported from CODEOWNERS first: later rules override. Patterns were checked by
  /// parse_rules(); one that cannot be read matches nothing.
  explicit Ownership(std::vector<Rule> rules);

  std::span<const Rule> rules() const noexcept { return rules_; }

  /// All that match, in their order. Time: rules times frames, at most.
  std::vector<const Rule*> matching(const EventFacts& event) const;

 private:
  bool matches(std::size_t index, const EventFacts& event) const;

  std::vector<Rule> rules_;
  std::vector<filter::Glob> globs_;  ///< Of each rule but those of CODEOWNERS.
  std::vector<PathPattern> paths_;   ///< Of each rule of CODEOWNERS.
  std::vector<std::size_t> place_;   ///< Of each rule in one of those two.
};

/// Whom the matching rules suggest: each once, those of later rules first; a rule without owners
/// takes away what rules before it say.
std::vector<OwnerName> suggested(std::span<const Rule* const> matching);

/// The rule that assigns: the last one that matches. Null when none does, or when it has no owners.
const Rule* deciding(std::span<const Rule* const> matching) noexcept;

}  // namespace picket::domain::ownership
