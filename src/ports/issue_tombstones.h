// Part of the issues of meta_db: what nobody wants to hear of any more. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/issue/tombstone.h"
#include "protocol/ids.h"

namespace picket::ports {

class IssueTombstones {
 public:
  /// Of one project: who consumes events holds them all in memory, at some 100 bytes each.
  static constexpr std::int64_t kMaxDiscardedHashes = 10'000;

  virtual ~IssueTombstones() = default;
  /// Deletes the issue (see IssueChanges::begin_deletion) and keeps a tombstone with all of its
  /// hashes; returns its id. The version of tombstones grows. not_found / "no_such_issue" also for
  /// one that is hidden; conflict / "too_many_tombstones" past the limit.
  virtual Result<std::int64_t> discard(IssueId issue, UserId actor, Timestamp at) = 0;
  /// Newest first, `offset` of them passed over.
  virtual Result<std::vector<domain::Tombstone>> tombstones(ProjectId project, std::size_t offset,
                                                            std::size_t limit) = 0;
  virtual Result<std::optional<domain::Tombstone>> find_tombstone(std::int64_t id) = 0;
  /// Its events come in again. The version of tombstones grows. not_found / "no_such_tombstone".
  virtual Result<void> remove_tombstone(std::int64_t id) = 0;

  /// Grows whenever a hash is discarded or is not any more.
  virtual Result<std::int64_t> tombstone_version() = 0;
  /// Of all projects.
  virtual Result<std::vector<domain::DiscardedHash>> discarded_hashes() = 0;
  /// Adds to what tombstones dropped; those that are gone are passed over.
  virtual Result<void> count_discarded(std::span<const domain::DiscardCount> counts) = 0;
};

}  // namespace picket::ports
