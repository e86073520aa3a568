// Repository of meta_db: projects, whose they are, their keys and what their events showed. Errors
// and threads: see ports/meta_db.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/project/config.h"
#include "domain/project/settings.h"
#include "ports/project_erasure.h"
#include "ports/project_keys.h"
#include "ports/project_ownership.h"
#include "ports/project_sightings.h"
#include "protocol/ids.h"

namespace picket::ports {

/// A project as people see and change it. What the relay needs of it is domain::ProjectConfig.
struct Project {
  ProjectId id{};
  OrgId org{};
  std::string slug{};
  std::string name{};
  std::string platform{};
  std::vector<std::string> allowed_domains{};
  Timestamp created{};
  std::optional<Timestamp> first_event{};  ///< Reception of the first that was kept.
  domain::SettingValues settings{};
  std::vector<TeamId> teams{};  ///< By id.
  std::int64_t version = 1;     ///< See ports/organizations.h.
};

/// Every change that the relay or the gate reads moves config_version.
class ProjectRepository : public ProjectErasure,
                          public ProjectKeys,
                          public ProjectOwnership,
                          public ProjectSightings {
 public:
  /// `config.keys` are created with it; ids are assigned. `name` stands in for `config.name`.
  virtual Result<ProjectId> create(const domain::ProjectConfig& config, std::string_view name,
                                   Timestamp created) = 0;
  /// Deleted ones and those of deleted organizations left out, here and in get().
  virtual Result<std::vector<domain::ProjectConfig>> list() = 0;
  /// By id; those that there are not are left out.
  virtual Result<std::vector<Project>> get(std::span<const ProjectId> projects) = 0;
  /// Slug, name, platform, origins and settings. Slug taken: conflict / "already_exists"; another
  /// version: conflict / "changed_meanwhile". The old slug leads to the project from then on.
  virtual Result<void> update(const Project& project) = 0;
  /// Frees the slug, and nobody reaches what is below it; see ProjectErasure for that.
  virtual Result<void> remove(ProjectId project) = 0;
  /// Which project once had a slug that none has now.
  virtual Result<std::optional<ProjectId>> renamed(OrgId org, std::string_view old_slug) = 0;
  /// Safe to repeat, like remove_team and set_bookmark.
  virtual Result<void> add_team(ProjectId project, TeamId team) = 0;
  virtual Result<void> remove_team(ProjectId project, TeamId team) = 0;
  virtual Result<void> set_bookmark(UserId user, ProjectId project, bool on) = 0;
  /// By id.
  virtual Result<std::vector<ProjectId>> bookmarks(UserId user) = 0;
  /// Grows with every change of a project, key or setting that the relay reads.
  virtual Result<std::int64_t> config_version() = 0;
};

}  // namespace picket::ports
