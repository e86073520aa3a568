// Projects and their keys: ports::ProjectRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/projects.h"

namespace picket::adapters::meta {

class Projects final : public ports::ProjectRepository {
 public:
  explicit Projects(UnitOfWork& work) : work_(work) {}

  Result<ProjectId> create(const domain::ProjectConfig& config, std::string_view name) override;
  Result<void> add_team(ProjectId project, TeamId team) override;
  Result<KeyId> add_key(ProjectId project, const domain::ProjectKey& key) override;
  Result<std::vector<domain::ProjectConfig>> list() override;
  Result<std::int64_t> config_version() override;

 private:
  Result<KeyId> insert_key(ProjectId project, const domain::ProjectKey& key);
  Result<void> move_config_version();

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
