#include "roles/consumer/discarded_hashes.h"

#include <algorithm>

#include "ports/issues.h"

namespace picket::consumer {

Result<void> DiscardedHashes::refresh() {
  const auto tx = meta_.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto version = (*tx)->issues().tombstone_version();
  if (!version) return unexpected(version.error());
  if (*version == version_) return {};
  auto hashes = (*tx)->issues().discarded_hashes();
  if (!hashes) return unexpected(hashes.error());
  tombstones_.clear();
  for (domain::DiscardedHash& one : *hashes)
    tombstones_.emplace(std::pair(one.project.value, std::move(one.hash)), one.tombstone);
  version_ = *version;
  return {};
}

std::int64_t DiscardedHashes::find(ProjectId project, std::span<const std::string> hashes) const {
  if (tombstones_.empty()) return 0;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto found = tombstones_.find(std::pair(project.value, hashes[i]));
    if (found == tombstones_.end()) continue;
    return is_known_issue(project, hashes.first(i)) ? 0 : found->second;
  }
  return 0;
}

bool DiscardedHashes::is_known_issue(ProjectId project, std::span<const std::string> hashes) const {
  if (hashes.empty()) return false;
  const auto tx = meta_.begin_read();
  if (!tx) return true;
  const auto rows = (*tx)->issues().find_hashes(project, hashes);
  if (!rows) return true;
  return std::any_of(rows->begin(), rows->end(), [](const auto& row) { return bool{row.issue}; });
}

}  // namespace picket::consumer
