// What the events of a project showed so far.
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/projects.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int, Int>> kSawEvent{
    "UPDATE project_counters SET first_event = :received "
    "WHERE project_id = :project AND (first_event IS NULL OR first_event > :earlier)"};
constexpr Sql<List<Text, Int, Int, Int>> kSawEnvironment{
    "INSERT INTO project_environments (project_id, name, hidden) SELECT p.id, :name, 0 "
    "FROM projects p WHERE p.id = :project AND (SELECT COUNT(*) FROM project_environments e "
    "WHERE e.project_id = :same) < :most ON CONFLICT (project_id, name) DO NOTHING"};
constexpr Sql<List<Text, Int, Int, Int>> kSawPlatform{
    "INSERT INTO project_platforms (project_id, platform) SELECT p.id, :name "
    "FROM projects p WHERE p.id = :project AND (SELECT COUNT(*) FROM project_platforms e "
    "WHERE e.project_id = :same) < :most ON CONFLICT (project_id, platform) DO NOTHING"};
constexpr Sql<List<Int, Int>> kHide{
    "UPDATE project_environments SET hidden = :hidden WHERE id = :id"};

}  // namespace

Result<void> Projects::saw_event(ProjectId project, Timestamp received) {
  const Int at = to_unix_us(received);
  return done(work_.change(kSawEvent, at, project.value, at));
}

Result<void> Projects::saw_environment(ProjectId project, std::string_view name) {
  return done(work_.change(kSawEnvironment, name, project.value, project.value,
                           static_cast<Int>(kMaxEnvironments)));
}

Result<void> Projects::saw_platform(ProjectId project, std::string_view platform) {
  return done(work_.change(kSawPlatform, platform, project.value, project.value,
                           static_cast<Int>(kMaxPlatforms)));
}

Result<std::vector<ports::ProjectEnvironment>> Projects::environments(
    std::span<const ProjectId> projects) {
  std::vector<ports::ProjectEnvironment> found;
  if (projects.empty()) return found;
  if (projects.size() > kMaxQueriedProjects)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  const auto read = work_.read_once<List<>, List<Int, Int, Text, Int>>(
      fmt::format("SELECT id, project_id, name, hidden FROM project_environments "
                  "WHERE project_id IN ({}) ORDER BY name, project_id",
                  number_list(projects)),
      [&](Int id, Int project, std::string& name, Int hidden) {
        found.push_back({id, ProjectId{project}, std::move(name), hidden != 0});
      });
  if (!read) return unexpected(read.error());
  return found;
}

Result<std::vector<ports::ProjectPlatform>> Projects::platforms(
    std::span<const ProjectId> projects) {
  std::vector<ports::ProjectPlatform> found;
  if (projects.empty()) return found;
  if (projects.size() > kMaxQueriedProjects)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  const auto read = work_.read_once<List<>, List<Int, Text>>(
      fmt::format("SELECT project_id, platform FROM project_platforms "
                  "WHERE project_id IN ({}) ORDER BY project_id, platform",
                  number_list(projects)),
      [&](Int project, std::string& platform) {
        found.push_back({ProjectId{project}, std::move(platform)});
      });
  if (!read) return unexpected(read.error());
  return found;
}

Result<void> Projects::hide_environment(std::int64_t environment, bool hidden) {
  return done(work_.change(kHide, hidden ? 1 : 0, environment));
}

}  // namespace picket::adapters::meta
