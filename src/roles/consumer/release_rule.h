// What the releases of a project say about events of a resolved issue.
#pragma once

#include "base/result.h"
#include "domain/issue/life.h"
#include "domain/issue/waiting.h"

namespace picket::consumer {

/// For one resolution, which outlives the rule. Releases whose versions cannot be compared have no
/// order: an event of another one than those that are known to be from before the fix is news,
/// because an error that comes back unseen is the worse mistake.
Result<domain::ReleaseRule> release_rule(const domain::Resolution& resolution);

}  // namespace picket::consumer
