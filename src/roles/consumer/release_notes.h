// What a batch showed of releases, and of its issues in their environments: one note for each
// release and environment, and for each issue and environment. Source: shared spec "issues",
// section 12.
#pragma once

#include <vector>

#include "base/result.h"
#include "ports/releases.h"
#include "roles/consumer/work_batch.h"

namespace picket::consumer {

/// In the order of the batch; events without a release are left out.
std::vector<ports::ReleaseSighting> release_sightings(const WorkBatch& batch);
/// In the order of the batch, whose rows are stamped.
std::vector<ports::IssueSighting> issue_sightings(const WorkBatch& batch);

/// Notes both, in the transaction that decides over the batch, once its issues are there. Answers
/// with the releases that are new.
Result<std::vector<ports::NewRelease>> note_releases(const WorkBatch& batch,
                                                     ports::ReleaseRepository& releases);

}  // namespace picket::consumer
