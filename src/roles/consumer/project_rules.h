// What people decided about projects that decides over their events: a copy of meta_db's, read
// again when its version moved.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/grouping/from_settings.h"
#include "domain/ownership/ownership.h"
#include "domain/ownership/settings.h"
#include "domain/project/config.h"
#include "ports/meta_db.h"
#include "protocol/ids.h"

namespace picket::consumer {

struct OwnershipRules {
  domain::ownership::Ownership compiled;
  domain::ownership::AutoAssignment auto_assignment = domain::ownership::AutoAssignment::owner;
};

/// How the events of a project are grouped.
struct ProjectGrouping {
  std::shared_ptr<const domain::GroupingSettings> settings;
  /// While the project changes over: by which issues made before are found too.
  std::shared_ptr<const domain::GroupingSettings> former{};
  Timestamp former_until{};
};

/// One thread. The database outlives it.
class ProjectRules {
 public:
  explicit ProjectRules(ports::MetaDb& meta) : meta_(meta) {}

  /// Before each batch: a look at the version costs some 20 us. What was read before stays when it
  /// fails. Blocks.
  Result<void> refresh();

  /// The standard one for projects that did not choose. Good until the next refresh().
  const ProjectGrouping& grouping(ProjectId project) const;

  /// Null when nobody wrote rules. Good until the next refresh().
  const OwnershipRules* ownership(ProjectId project) const;

 private:
  struct Compiled {
    domain::GroupingTexts texts;
    std::shared_ptr<const domain::GroupingSettings> settings;
  };

  void take_ownership(const std::vector<domain::ownership::OwnershipSettings>& changed);
  void take_groupings(const std::vector<domain::ProjectConfig>& projects);

  ports::MetaDb& meta_;
  std::int64_t version_ = -1;
  ProjectGrouping standard_{domain::GroupingSettings::standard()};
  std::unordered_map<ProjectId, ProjectGrouping> groupings_;
  std::vector<Compiled> compiled_;  ///< Projects with equal texts share them; these are few.
  std::unordered_map<ProjectId, std::unique_ptr<const OwnershipRules>> ownership_;
};

}  // namespace picket::consumer
