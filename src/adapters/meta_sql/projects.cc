#include "adapters/meta_sql/projects.h"

#include <unordered_map>
#include <utility>

#include "adapters/meta_sql/text_list.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text, Text, Text, Int, Text>, List<Int>> kCreate{
    "INSERT INTO projects (org_id, slug, name, platform, active, allowed_domains) "
    "VALUES (:org, :slug, :name, :platform, :active, :domains) RETURNING id"};
constexpr Sql<List<Int>> kCreateCounters{
    "INSERT INTO project_counters (project_id, next_short_number, issue_events) "
    "VALUES (:project, 1, 0)"};
constexpr Sql<List<Int, Int>> kAddTeam{
    "INSERT INTO project_teams (project_id, team_id) VALUES (:project, :team) "
    "ON CONFLICT (project_id, team_id) DO NOTHING"};
constexpr Sql<List<Int, Text, Text, Int>, List<Int>> kAddKey{
    "INSERT INTO project_keys (project_id, public_key, label, active) "
    "VALUES (:project, :public_key, :label, :active) RETURNING id"};
constexpr Sql<List<>, List<Int, Int, Text, Text, Text, Int, Text, Text>> kList{
    "SELECT p.id, p.org_id, o.slug, p.slug, p.platform, p.active, p.allowed_domains, p.name "
    "FROM projects p JOIN organizations o ON o.id = p.org_id ORDER BY p.id"};
constexpr Sql<List<>, List<Int, Int, Text, Text, Int>> kListKeys{
    "SELECT id, project_id, public_key, label, active FROM project_keys ORDER BY id"};
constexpr Sql<List<>, List<Int, Int>> kListTeams{
    "SELECT project_id, team_id FROM project_teams ORDER BY project_id, team_id"};
constexpr Sql<List<>, List<Int>> kConfigVersion{"SELECT version FROM config_version"};
constexpr Sql<List<>> kMoveConfigVersion{"UPDATE config_version SET version = version + 1"};

}  // namespace

Result<ProjectId> Projects::create(const domain::ProjectConfig& config, std::string_view name) {
  const auto domains = join_text_list(config.allowed_domains);
  if (!domains) return unexpected(domains.error());
  const auto id = work_.insert(kCreate, config.org.value, config.slug, name, config.platform,
                               config.active ? 1 : 0, *domains);
  if (!id) return unexpected(id.error());
  const ProjectId project{*id};
  if (const auto done = work_.change(kCreateCounters, project.value); !done) {
    return unexpected(done.error());
  }
  for (const domain::ProjectKey& key : config.keys) {
    if (const auto added = insert_key(project, key); !added) return unexpected(added.error());
  }
  if (const auto moved = move_config_version(); !moved) return unexpected(moved.error());
  return project;
}

Result<void> Projects::add_team(ProjectId project, TeamId team) {
  if (const auto done = work_.change(kAddTeam, project.value, team.value); !done) {
    return unexpected(done.error());
  }
  return move_config_version();
}

Result<KeyId> Projects::add_key(ProjectId project, const domain::ProjectKey& key) {
  const auto id = insert_key(project, key);
  if (!id) return id;
  if (const auto moved = move_config_version(); !moved) return unexpected(moved.error());
  return id;
}

Result<std::vector<domain::ProjectConfig>> Projects::list() {
  std::vector<domain::ProjectConfig> projects;
  std::unordered_map<Int, std::size_t> position;
  auto done = work_.read(
      kList, [&](Int id, Int org, std::string& org_slug, std::string& slug, std::string& platform,
                 Int active, const std::string& domains, std::string& name) {
        position.emplace(id, projects.size());
        projects.push_back({OrgId{org},
                            ProjectId{id},
                            std::move(org_slug),
                            std::move(slug),
                            std::move(platform),
                            active != 0,
                            split_text_list(domains),
                            {},
                            std::move(name),
                            {}});
      });
  if (!done) return unexpected(done.error());
  done = work_.read(
      kListKeys, [&](Int id, Int project, std::string& public_key, std::string& label, Int active) {
        projects[position.at(project)].keys.push_back(
            {KeyId{id}, std::move(public_key), std::move(label), active != 0});
      });
  if (!done) return unexpected(done.error());
  done = work_.read(kListTeams, [&](Int project, Int team) {
    projects[position.at(project)].teams.push_back(TeamId{team});
  });
  if (!done) return unexpected(done.error());
  return projects;
}

Result<std::int64_t> Projects::config_version() {
  std::int64_t version = 0;
  const auto done = work_.read(kConfigVersion, [&](Int stored) { version = stored; });
  if (!done) return unexpected(done.error());
  return version;
}

Result<KeyId> Projects::insert_key(ProjectId project, const domain::ProjectKey& key) {
  return work_.insert(kAddKey, project.value, key.public_key, key.label, key.active ? 1 : 0)
      .map([](Int id) { return KeyId{id}; });
}

Result<void> Projects::move_config_version() {
  if (const auto done = work_.change(kMoveConfigVersion); !done) return unexpected(done.error());
  return {};
}

}  // namespace picket::adapters::meta
