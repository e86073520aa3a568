// Which fingerprint rule an event matches. Source: shared spec "grouping", section 12.
#pragma once

#include "domain/fingerprint_rules/rule.h"
#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

struct MatchedRule {
  const fingerprint_rules::Rule* rule = nullptr;  ///< Null: none.
  bool is_built_in = false;
};

/// The first of the project's rules that matches, else the first built-in one. Its title counts
/// also when it has no entries, which leaves the event's own fingerprint.
MatchedRule match_fingerprint_rule(Run& run);

}  // namespace picket::domain::grouping
