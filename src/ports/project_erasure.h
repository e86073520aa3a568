// Part of the repository of projects: what is left of a deleted one. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "protocol/ids.h"

namespace picket::ports {

class ProjectErasure {
 public:
  virtual ~ProjectErasure() = default;
  /// Deleted projects, and those of deleted organizations, of which something is left: also of what
  /// events and items (ports/items.h, ports/releases.h) made that were on their way. By id.
  virtual Result<std::vector<ProjectId>> projects_in_deletion(std::size_t limit) = 0;
  /// Issues and grouping hashes, at most `limit` of each; how many there were. None: nothing is
  /// left of them. Refused (invalid_argument / "project_not_deleted") for any other project.
  virtual Result<std::int64_t> erase_issues(ProjectId project, std::size_t limit) = 0;
  /// Keys, environments, platforms and places. Its row stays, as it keeps events out that are on
  /// their way. Refused in the same way.
  virtual Result<void> finish_deletion(ProjectId project) = 0;
};

}  // namespace picket::ports
