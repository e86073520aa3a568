// Projects as people see and change them.
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/projects.h"
#include "adapters/meta_sql/text_list.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int>, List<Int, Text>> kGetSlug{
    "SELECT org_id, slug FROM projects WHERE id = :project"};
constexpr Sql<List<Text, Text, Text, Text, Text, Int, Int>> kUpdate{
    "UPDATE projects SET slug = :slug, name = :name, platform = :platform, "
    "allowed_domains = :domains, settings = :settings, version = version + 1 "
    "WHERE id = :project AND version = :version AND deleted = 0"};
// A slug of people holds no colon.
constexpr Sql<List<Int>> kRemove{
    "UPDATE projects SET deleted = 1, slug = slug || ':' || id, version = version + 1 "
    "WHERE id = :project AND deleted = 0"};
constexpr Sql<List<Int>> kRemoveTeams{"DELETE FROM project_teams WHERE project_id = :project"};
constexpr Sql<List<Int>> kRemoveRedirects{
    "DELETE FROM project_redirects WHERE project_id = :project"};
constexpr Sql<List<Int>> kRemoveBookmarks{
    "DELETE FROM project_bookmarks WHERE project_id = :project"};
constexpr Sql<List<Int, Text, Int>> kAddRedirect{
    "INSERT INTO project_redirects (org_id, slug, project_id) VALUES (:org, :slug, :project) "
    "ON CONFLICT (org_id, slug) DO UPDATE SET project_id = excluded.project_id"};
constexpr Sql<List<Int, Text>> kForgetRedirect{
    "DELETE FROM project_redirects WHERE org_id = :org AND slug = :slug"};
constexpr Sql<List<Int, Text>, List<Int>> kRenamed{
    "SELECT project_id FROM project_redirects WHERE org_id = :org AND slug = :slug"};
constexpr Sql<List<Int, Int>> kBookmark{
    "INSERT INTO project_bookmarks (user_id, project_id) VALUES (:member, :project) "
    "ON CONFLICT (user_id, project_id) DO NOTHING"};
constexpr Sql<List<Int, Int>> kForgetBookmark{
    "DELETE FROM project_bookmarks WHERE user_id = :member AND project_id = :project"};
constexpr Sql<List<Int>, List<Int>> kBookmarks{
    "SELECT project_id FROM project_bookmarks WHERE user_id = :member ORDER BY project_id"};

}  // namespace

Result<std::vector<ports::Project>> Projects::get(std::span<const ProjectId> ids) {
  std::vector<ports::Project> projects;
  if (ids.empty()) return projects;
  if (ids.size() > kMaxQueriedProjects)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  const std::string list = number_list(ids);
  std::unordered_map<Int, std::size_t> position;
  auto read = work_.read_once<List<>, List<Int, Int, Text, Text, Text, Text, Int, Int, Text, Int>>(
      fmt::format(
          "SELECT p.id, p.org_id, p.slug, p.name, p.platform, p.allowed_domains, p.created, "
          "COALESCE(c.first_event, 0), p.settings, p.version FROM projects p "
          "JOIN project_counters c ON c.project_id = p.id "
          "JOIN organizations o ON o.id = p.org_id "
          "WHERE p.deleted = 0 AND o.deleted = 0 AND p.id IN ({}) ORDER BY p.id",
          list),
      [&](Int id, Int org, std::string& slug, std::string& name, std::string& platform,
          const std::string& domains, Int created, Int first, const std::string& settings,
          Int version) {
        position.emplace(id, projects.size());
        projects.push_back({ProjectId{id},
                            OrgId{org},
                            std::move(slug),
                            std::move(name),
                            std::move(platform),
                            split_text_list(domains),
                            from_unix_us(created),
                            std::nullopt,
                            domain::SettingValues::parse(settings),
                            {},
                            version});
        if (first != 0) projects.back().first_event = from_unix_us(first);
      });
  if (!read) return unexpected(read.error());
  read = work_.read_once<List<>, List<Int, Int>>(
      fmt::format("SELECT project_id, team_id FROM project_teams WHERE project_id IN ({}) "
                  "ORDER BY project_id, team_id",
                  list),
      [&](Int project, Int team) {
        const auto at = position.find(project);
        if (at != position.end()) projects[at->second].teams.push_back(TeamId{team});
      });
  if (!read) return unexpected(read.error());
  return projects;
}

Result<void> Projects::move_redirects(const ports::Project& project) {
  Int org = 0;
  std::string old;
  const auto read = work_.read(kGetSlug, project.id.value, [&](Int of, std::string& slug) {
    org = of;
    old = std::move(slug);
  });
  if (!read) return read;
  if (old.empty() || old == project.slug) return {};
  if (auto kept = done(work_.change(kAddRedirect, org, old, project.id.value)); !kept) return kept;
  return done(work_.change(kForgetRedirect, org, project.slug));
}

Result<void> Projects::update(const ports::Project& project) {
  const auto domains = join_text_list(project.allowed_domains);
  if (!domains) return unexpected(domains.error());
  if (auto moved = move_redirects(project); !moved) return moved;
  auto updated =
      changed_one(work_.change(kUpdate, project.slug, project.name, project.platform, *domains,
                               project.settings.to_json(), project.id.value, project.version));
  if (!updated) return updated;
  return move_config_version();
}

Result<void> Projects::remove(ProjectId project) {
  for (const auto* const sql : {&kRemoveTeams, &kRemoveRedirects, &kRemoveBookmarks, &kRemove}) {
    if (auto removed = done(work_.change(*sql, project.value)); !removed) return removed;
  }
  return move_config_version();
}

Result<std::optional<ProjectId>> Projects::renamed(OrgId org, std::string_view old_slug) {
  std::optional<ProjectId> found;
  const auto read =
      work_.read(kRenamed, org.value, old_slug, [&](Int project) { found = ProjectId{project}; });
  if (!read) return unexpected(read.error());
  return found;
}

Result<void> Projects::set_bookmark(UserId user, ProjectId project, bool on) {
  return done(work_.change(on ? kBookmark : kForgetBookmark, user.value, project.value));
}

Result<std::vector<ProjectId>> Projects::bookmarks(UserId user) {
  std::vector<ProjectId> projects;
  const auto read = work_.read(kBookmarks, user.value,
                               [&](Int project) { projects.push_back(ProjectId{project}); });
  if (!read) return unexpected(read.error());
  return projects;
}

}  // namespace picket::adapters::meta
