#include "ports/projects.h"

#include "adapters/faulty/repositories.h"

namespace picket::adapters {

Result<ProjectId> FaultyProjects::create(const domain::ProjectConfig& config, std::string_view name,
                                         Timestamp created) {
  return faults_.call("create", [&] { return inner_.create(config, name, created); });
}

Result<std::vector<domain::ProjectConfig>> FaultyProjects::list() {
  return faults_.call("list", [&] { return inner_.list(); });
}

Result<std::vector<ports::Project>> FaultyProjects::get(std::span<const ProjectId> projects) {
  return faults_.call("get", [&] { return inner_.get(projects); });
}

Result<void> FaultyProjects::update(const ports::Project& project) {
  return faults_.call("update", [&] { return inner_.update(project); });
}

Result<void> FaultyProjects::remove(ProjectId project) {
  return faults_.call("remove", [&] { return inner_.remove(project); });
}

Result<std::optional<ProjectId>> FaultyProjects::renamed(OrgId org, std::string_view old_slug) {
  return faults_.call("renamed", [&] { return inner_.renamed(org, old_slug); });
}

Result<void> FaultyProjects::add_team(ProjectId project, TeamId team) {
  return faults_.call("add_team", [&] { return inner_.add_team(project, team); });
}

Result<void> FaultyProjects::remove_team(ProjectId project, TeamId team) {
  return faults_.call("remove_team", [&] { return inner_.remove_team(project, team); });
}

Result<void> FaultyProjects::set_bookmark(UserId user, ProjectId project, bool on) {
  return faults_.call("set_bookmark", [&] { return inner_.set_bookmark(user, project, on); });
}

Result<std::vector<ProjectId>> FaultyProjects::bookmarks(UserId user) {
  return faults_.call("bookmarks", [&] { return inner_.bookmarks(user); });
}

Result<std::int64_t> FaultyProjects::config_version() {
  return faults_.call("config_version", [&] { return inner_.config_version(); });
}

Result<KeyId> FaultyProjects::add_key(const ports::ClientKey& key) {
  return faults_.call("add_key", [&] { return inner_.add_key(key); });
}

Result<std::vector<ports::ClientKey>> FaultyProjects::keys(std::span<const ProjectId> projects) {
  return faults_.call("keys", [&] { return inner_.keys(projects); });
}

Result<void> FaultyProjects::update_key(const ports::ClientKey& key) {
  return faults_.call("update_key", [&] { return inner_.update_key(key); });
}

Result<void> FaultyProjects::remove_key(KeyId key) {
  return faults_.call("remove_key", [&] { return inner_.remove_key(key); });
}

Result<std::optional<domain::ownership::OwnershipSettings>> FaultyProjects::ownership(
    ProjectId project) {
  return faults_.call("ownership", [&] { return inner_.ownership(project); });
}

Result<void> FaultyProjects::put_ownership(const domain::ownership::OwnershipSettings& settings) {
  return faults_.call("put_ownership", [&] { return inner_.put_ownership(settings); });
}

Result<std::vector<domain::ownership::OwnershipSettings>> FaultyProjects::ownership_since(
    std::int64_t config_version) {
  return faults_.call("ownership_since", [&] { return inner_.ownership_since(config_version); });
}

Result<void> FaultyProjects::saw_event(ProjectId project, Timestamp received) {
  return faults_.call("saw_event", [&] { return inner_.saw_event(project, received); });
}

Result<void> FaultyProjects::saw_environment(ProjectId project, std::string_view name) {
  return faults_.call("saw_environment", [&] { return inner_.saw_environment(project, name); });
}

Result<void> FaultyProjects::saw_platform(ProjectId project, std::string_view platform) {
  return faults_.call("saw_platform", [&] { return inner_.saw_platform(project, platform); });
}

Result<std::vector<ports::ProjectEnvironment>> FaultyProjects::environments(
    std::span<const ProjectId> projects) {
  return faults_.call("environments", [&] { return inner_.environments(projects); });
}

Result<std::vector<ports::ProjectPlatform>> FaultyProjects::platforms(
    std::span<const ProjectId> projects) {
  return faults_.call("platforms", [&] { return inner_.platforms(projects); });
}

Result<void> FaultyProjects::hide_environment(std::int64_t environment, bool hidden) {
  return faults_.call("hide_environment",
                      [&] { return inner_.hide_environment(environment, hidden); });
}

Result<std::vector<ProjectId>> FaultyProjects::projects_in_deletion(std::size_t limit) {
  return faults_.call("projects_in_deletion", [&] { return inner_.projects_in_deletion(limit); });
}

Result<std::int64_t> FaultyProjects::erase_issues(ProjectId project, std::size_t limit) {
  return faults_.call("erase_issues", [&] { return inner_.erase_issues(project, limit); });
}

Result<void> FaultyProjects::finish_deletion(ProjectId project) {
  return faults_.call("finish_deletion", [&] { return inner_.finish_deletion(project); });
}

}  // namespace picket::adapters
