// Part of the repository of projects: ownership rules as people wrote them. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/ownership/settings.h"
#include "protocol/ids.h"

namespace picket::ports {

class ProjectOwnership {
 public:
  virtual ~ProjectOwnership() = default;
  /// Nullopt when nobody wrote any.
  virtual Result<std::optional<domain::ownership::OwnershipSettings>> ownership(
      ProjectId project) = 0;
  /// In place of what there was; moves config_version.
  virtual Result<void> put_ownership(const domain::ownership::OwnershipSettings& settings) = 0;
  /// Those changed by a later config_version than this, of projects that are there.
  virtual Result<std::vector<domain::ownership::OwnershipSettings>> ownership_since(
      std::int64_t config_version) = 0;
};

}  // namespace picket::ports
