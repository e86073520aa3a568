// What people decided about projects that decides over their events: a copy of meta_db's, read
// again when its version moved.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "base/result.h"
#include "domain/ownership/ownership.h"
#include "domain/ownership/settings.h"
#include "ports/meta_db.h"
#include "protocol/ids.h"

namespace picket::consumer {

struct OwnershipRules {
  domain::ownership::Ownership compiled;
  domain::ownership::AutoAssignment auto_assignment = domain::ownership::AutoAssignment::owner;
};

/// One thread. The database outlives it.
class ProjectRules {
 public:
  explicit ProjectRules(ports::MetaDb& meta) : meta_(meta) {}

  /// Before each batch: a look at the version costs some 20 us. What was read before stays when it
  /// fails. Blocks.
  Result<void> refresh();

  /// Null when nobody wrote rules. Good until the next refresh().
  const OwnershipRules* ownership(ProjectId project) const;

 private:
  ports::MetaDb& meta_;
  std::int64_t version_ = -1;
  std::unordered_map<ProjectId, std::unique_ptr<const OwnershipRules>> ownership_;
};

}  // namespace picket::consumer
