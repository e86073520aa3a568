// Repository of meta_db: projects and their keys. Errors and threads: see ports/meta_db.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/project/config.h"
#include "protocol/ids.h"

namespace picket::ports {

/// Projects and their keys. Every change moves config_version.
class ProjectRepository {
 public:
  virtual ~ProjectRepository() = default;
  /// `config.keys` are created with it; ids are assigned. `name` stands in for `config.name`.
  virtual Result<ProjectId> create(const domain::ProjectConfig& config, std::string_view name) = 0;
  virtual Result<void> add_team(ProjectId project, TeamId team) = 0;
  virtual Result<KeyId> add_key(ProjectId project, const domain::ProjectKey& key) = 0;
  virtual Result<std::vector<domain::ProjectConfig>> list() = 0;
  /// Grows with every change of a project, key or setting that the relay reads.
  virtual Result<std::int64_t> config_version() = 0;
};

}  // namespace picket::ports
