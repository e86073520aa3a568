// Projects, their keys and what their events showed: ports::ProjectRepository on SQL.
#pragma once

#include <memory>
#include <unordered_map>

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/projects.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Projects final : public ports::ProjectRepository {
 public:
  explicit Projects(UnitOfWork& work) : work_(work) {}

  // projects.cc
  Result<ProjectId> create(const domain::ProjectConfig& config, std::string_view name,
                           Timestamp created) override;
  Result<std::vector<domain::ProjectConfig>> list() override;
  Result<void> add_team(ProjectId project, TeamId team) override;
  Result<void> remove_team(ProjectId project, TeamId team) override;
  Result<std::int64_t> config_version() override;

  // projects_of_people.cc
  Result<std::vector<ports::Project>> get(std::span<const ProjectId> projects) override;
  Result<void> update(const ports::Project& project) override;
  Result<void> remove(ProjectId project) override;
  Result<std::optional<ProjectId>> renamed(OrgId org, std::string_view old_slug) override;
  Result<void> set_bookmark(UserId user, ProjectId project, bool on) override;
  Result<std::vector<ProjectId>> bookmarks(UserId user) override;

  // project_erasure.cc
  Result<std::vector<ProjectId>> projects_in_deletion(std::size_t limit) override;
  Result<std::int64_t> erase_issues(ProjectId project, std::size_t limit) override;
  Result<void> finish_deletion(ProjectId project) override;

  // project_keys.cc
  Result<KeyId> add_key(const ports::ClientKey& key) override;
  Result<std::vector<ports::ClientKey>> keys(std::span<const ProjectId> projects) override;
  Result<void> update_key(const ports::ClientKey& key) override;
  Result<void> remove_key(KeyId key) override;

  // project_ownership.cc
  Result<std::optional<domain::ownership::OwnershipSettings>> ownership(ProjectId project) override;
  Result<void> put_ownership(const domain::ownership::OwnershipSettings& settings) override;
  Result<std::vector<domain::ownership::OwnershipSettings>> ownership_since(
      std::int64_t config_version) override;

  // project_sightings.cc
  Result<void> saw_event(ProjectId project, Timestamp received) override;
  Result<void> saw_environment(ProjectId project, std::string_view name) override;
  Result<void> saw_platform(ProjectId project, std::string_view platform) override;
  Result<std::vector<ports::ProjectEnvironment>> environments(
      std::span<const ProjectId> projects) override;
  Result<std::vector<ports::ProjectPlatform>> platforms(
      std::span<const ProjectId> projects) override;
  Result<void> hide_environment(std::int64_t environment, bool hidden) override;

 private:
  using OptionsByOrg = std::unordered_map<Int, std::shared_ptr<const domain::SettingValues>>;
  Result<OptionsByOrg> org_options();
  Result<void> check_deleted(ProjectId project);
  Result<KeyId> insert_key(const ports::ClientKey& key);
  Result<void> move_redirects(const ports::Project& project);
  /// conflict / "changed_meanwhile" when no row had the version.
  Result<void> changed_one(Result<Int> rows);
  Result<void> move_config_version();
  /// `rows` without their number.
  static Result<void> done(const Result<Int>& rows);

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
