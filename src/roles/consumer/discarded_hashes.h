// Which events nobody wants to hear of any more: a copy of the hashes of meta_db's tombstones, read
// again when their version moved.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "base/result.h"
#include "ports/meta_db.h"
#include "protocol/ids.h"

namespace picket::consumer {

/// One thread. The database outlives it. About 100 bytes a hash, of which a project has 10,000 at
/// most (ports::IssueTombstones).
class DiscardedHashes {
 public:
  explicit DiscardedHashes(ports::MetaDb& meta) : meta_(meta) {}

  /// Before each batch: a look at the version costs some 20 us. What was read before stays when it
  /// fails. Blocks.
  Result<void> refresh();
  /// Of what is known here; -1 before the first refresh(). What was decided by it holds as long as
  /// meta_db says the same.
  std::int64_t version() const noexcept { return version_; }

  /// The tombstone that drops an event with these hashes, in their order; 0: none. As with issues,
  /// the first hash that leads anywhere decides, so that an issue which shares a later hash with a
  /// discarded one keeps its events: only then meta_db is asked. When that fails the event is kept;
  /// what stores it will hear of the failure too.
  std::int64_t find(ProjectId project, std::span<const std::string> hashes) const;

 private:
  bool is_known_issue(ProjectId project, std::span<const std::string> hashes) const;

  ports::MetaDb& meta_;
  std::int64_t version_ = -1;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> tombstones_;
};

}  // namespace picket::consumer
