#include "adapters/events_duckdb/override_table.h"

#include <algorithm>

namespace picket::adapters::duck {

OverrideTable::OverrideTable(std::span<const ports::HashOverride> overrides) {
  for (const auto& [hash, issue] : overrides) issues_.emplace(hash, issue);
}

IssueId OverrideTable::now(HashId hash, IssueId of_row) const noexcept {
  const auto found = issues_.find(hash);
  return found == issues_.end() ? of_row : found->second;
}

std::vector<HashId> OverrideTable::moved_to(std::span<const IssueId> issues) const {
  std::vector<HashId> hashes;
  for (const auto& [hash, issue] : issues_) {
    if (std::find(issues.begin(), issues.end(), issue) != issues.end()) hashes.push_back(hash);
  }
  return hashes;
}

}  // namespace picket::adapters::duck
