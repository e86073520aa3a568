// The fingerprint rules that every project has after its own.
// Source: shared spec "grouping", section 12.
#pragma once

#include <memory>
#include <string_view>

#include "domain/fingerprint_rules/rule_set.h"

namespace picket::domain::fingerprint_rules {

inline constexpr std::string_view kBuiltInName = "javascript@2024-02-02";

/// Compiled on first use, then shared. Any thread.
std::shared_ptr<const RuleSet> built_in_rules();

}  // namespace picket::domain::fingerprint_rules
