// The expressions of the builtin rules. Compiled when first asked for, then shared by all.
// Source: shared spec "ingest", section 4.6 (patterns).
#pragma once

#include <memory>
#include <vector>

#include "domain/scrub/compiled.h"
#include "domain/scrub/rule.h"

namespace picket::domain::scrub {

/// Empty for types that have expressions of their own, or none.
std::vector<Step> builtin_steps(RuleType type);
/// The whole of a value that is not empty.
const std::shared_ptr<const Pattern>& anything_pattern();

}  // namespace picket::domain::scrub
