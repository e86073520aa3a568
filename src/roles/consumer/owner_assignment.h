// What becomes of the owners that rules name: they are looked up, kept with the issue, and one of
// them gets it.
// Source: shared spec "issues", sections 10.1 and 10.3.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "ports/meta_db.h"
#include "roles/consumer/work_batch.h"

namespace picket::consumer {

/// For each group with owners, within the transaction that decides over it. An issue that the rules
/// were asked about within a day stays as it is; one that somebody assigned or freed by hand is not
/// assigned. Names of nobody, and of those who do not see the project, are passed over.
Result<void> assign_owners(const WorkBatch& batch, ports::MetaTx& tx, Timestamp now);

}  // namespace picket::consumer
