// The override table in memory, beside the one that queries join.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "ports/event_store.h"

namespace picket::adapters::duck {

/// Immutable. 50 bytes an entry; merges and unmerges make a few of them each.
class OverrideTable {
 public:
  explicit OverrideTable(std::span<const ports::HashOverride> overrides);

  bool empty() const noexcept { return issues_.empty(); }
  /// Where a row belongs now.
  IssueId now(HashId hash, IssueId of_row) const noexcept;
  /// The hashes whose rows all belong to one of `issues`.
  std::vector<HashId> moved_to(std::span<const IssueId> issues) const;

 private:
  std::unordered_map<HashId, IssueId> issues_;
};

}  // namespace picket::adapters::duck
