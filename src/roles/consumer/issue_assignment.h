// From grouping hashes to issues: finds or creates the issue of each group of a batch.
// Source: shared spec "grouping", section 15.2.
#pragma once

#include "base/result.h"
#include "ports/issues.h"
#include "ports/meta_db.h"
#include "roles/consumer/issue_cache.h"
#include "roles/consumer/work_batch.h"

namespace picket::consumer {

/// Resolves what the cache knows in full; asks no database.
void resolve_from_cache(WorkBatch& batch, IssueCache& cache);

/// Resolves the rest within a write transaction, and all of it when hashes may have moved since the
/// cache was asked. There is one writer at a time, so what is looked up here cannot change before
/// the commit, and two partitions cannot create the same issue.
Result<void> resolve_issues(WorkBatch& batch, ports::IssueRepository& issues);

/// After the commit: what the batch found and created.
void remember_issues(const WorkBatch& batch, IssueCache& cache);

/// One delta per issue: several groups may lead to the same.
std::vector<domain::IssueDelta> merge_deltas(const WorkBatch& batch);

}  // namespace picket::consumer
