// What the releases of a project say about events of a resolved issue.
#pragma once

#include <span>

#include "base/result.h"
#include "domain/issue/life.h"
#include "domain/issue/waiting.h"
#include "ports/meta_db.h"
#include "protocol/ids.h"

namespace picket::consumer {

/// For one resolution and the releases of these events, which outlive the rule. The releases of the
/// batch are noted before. One that the project does not keep counts as later than those that it
/// does, unless versions tell: an error that comes back unseen is the worse mistake.
Result<domain::ReleaseRule> release_rule(ports::MetaTx& tx, ProjectId project,
                                         const domain::Resolution& resolution,
                                         std::span<const domain::SeenEvent> events);

}  // namespace picket::consumer
