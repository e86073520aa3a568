// What the events of a batch make of the issues that they belong to.
// Source: shared spec "issues", sections 4 and 5.
#pragma once

#include <span>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "domain/issue/record.h"
#include "ports/issues.h"
#include "ports/meta_db.h"
#include "ports/releases.h"

namespace picket::consumer {

/// Counts a delta at its issue, within the transaction of the batch. An issue that waited for such
/// an event gets its next status there, and the story says why. `rows` are those of the batch, with
/// their issues.
Result<void> apply_delta(const domain::IssueDelta& delta, std::span<const domain::EventRow> rows,
                         Timestamp now, ports::MetaTx& tx);

/// Issues that are resolved in the next release of a project, which is there now. Before the
/// deltas.
Result<void> settle_next_releases(std::span<const ports::NewRelease> releases,
                                  ports::IssueRepository& issues);

}  // namespace picket::consumer
