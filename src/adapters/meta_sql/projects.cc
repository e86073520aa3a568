#include "adapters/meta_sql/projects.h"

#include <utility>

#include "adapters/meta_sql/text_list.h"
#include "domain/organization/settings.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text, Text, Text, Int, Text, Int>, List<Int>> kCreate{
    "INSERT INTO projects (org_id, slug, name, platform, active, allowed_domains, created) "
    "VALUES (:org, :slug, :name, :platform, :active, :domains, :created) RETURNING id"};
constexpr Sql<List<Int, Text>> kForgetRedirect{
    "DELETE FROM project_redirects WHERE org_id = :org AND slug = :slug"};
constexpr Sql<List<Int>> kCreateCounters{
    "INSERT INTO project_counters (project_id, next_short_number, issue_events) "
    "VALUES (:project, 1, 0)"};
constexpr Sql<List<Int, Int>> kAddTeam{
    "INSERT INTO project_teams (project_id, team_id) VALUES (:project, :team) "
    "ON CONFLICT (project_id, team_id) DO NOTHING"};
constexpr Sql<List<Int, Int>> kRemoveTeam{
    "DELETE FROM project_teams WHERE project_id = :project AND team_id = :team"};
constexpr Sql<List<>, List<Int, Int, Text, Text, Text, Int, Text, Text, Text>> kList{
    "SELECT p.id, p.org_id, o.slug, p.slug, p.platform, p.active, p.allowed_domains, p.name, "
    "p.settings "
    "FROM projects p JOIN organizations o ON o.id = p.org_id "
    "WHERE p.deleted = 0 AND o.deleted = 0 ORDER BY p.id"};
constexpr Sql<List<>, List<Int, Int, Text, Text, Int, Int, Int>> kListKeys{
    "SELECT id, project_id, public_key, label, active, limit_count, limit_window "
    "FROM project_keys ORDER BY id"};
constexpr Sql<List<>, List<Int, Text>> kListOrgSettings{"SELECT id, settings FROM organizations"};
constexpr Sql<List<>, List<Int, Int>> kListTeams{
    "SELECT project_id, team_id FROM project_teams ORDER BY project_id, team_id"};
constexpr Sql<List<>, List<Int>> kConfigVersion{"SELECT version FROM config_version"};
constexpr Sql<List<>> kMoveConfigVersion{"UPDATE config_version SET version = version + 1"};

}  // namespace

Result<ProjectId> Projects::create(const domain::ProjectConfig& config, std::string_view name,
                                   Timestamp created) {
  const auto domains = join_text_list(config.allowed_domains);
  if (!domains) return unexpected(domains.error());
  const auto id = work_.insert(kCreate, config.org.value, config.slug, name, config.platform,
                               config.active ? 1 : 0, *domains, to_unix_us(created));
  if (!id) return unexpected(id.error());
  const ProjectId project{*id};
  if (const auto made = work_.change(kCreateCounters, project.value); !made)
    return unexpected(made.error());
  if (const auto freed = work_.change(kForgetRedirect, config.org.value, config.slug); !freed)
    return unexpected(freed.error());
  for (const domain::ProjectKey& key : config.keys) {
    const auto added =
        insert_key({{}, project, key.public_key, {}, key.label, key.active, created});
    if (!added) return unexpected(added.error());
  }
  if (const auto moved = move_config_version(); !moved) return unexpected(moved.error());
  return project;
}

Result<void> Projects::add_team(ProjectId project, TeamId team) {
  if (const auto added = work_.change(kAddTeam, project.value, team.value); !added)
    return unexpected(added.error());
  return move_config_version();
}

Result<void> Projects::remove_team(ProjectId project, TeamId team) {
  if (const auto removed = work_.change(kRemoveTeam, project.value, team.value); !removed)
    return unexpected(removed.error());
  return move_config_version();
}

Result<std::vector<domain::ProjectConfig>> Projects::list() {
  const auto options = org_options();
  if (!options) return unexpected(options.error());
  std::vector<domain::ProjectConfig> projects;
  std::unordered_map<Int, std::size_t> position;
  auto read = work_.read(kList, [&](Int id, Int org, std::string& org_slug, std::string& slug,
                                    std::string& platform, Int active, const std::string& domains,
                                    std::string& name, const std::string& settings) {
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
                        {},
                        domain::SettingValues::parse(settings),
                        options->at(org)});
  });
  if (!read) return unexpected(read.error());
  read = work_.read(kListKeys, [&](Int id, Int project, std::string& public_key, std::string& label,
                                   Int active, Int count, Int window_s) {
    const auto at = position.find(project);
    if (at == position.end()) return;  // Of a deleted project.
    projects[at->second].keys.push_back(
        {KeyId{id}, std::move(public_key), std::move(label), active != 0, count, window_s});
  });
  if (!read) return unexpected(read.error());
  read = work_.read(kListTeams, [&](Int project, Int team) {
    const auto at = position.find(project);
    if (at != position.end()) projects[at->second].teams.push_back(TeamId{team});
  });
  if (!read) return unexpected(read.error());
  return projects;
}

Result<Projects::OptionsByOrg> Projects::org_options() {
  OptionsByOrg options;
  const auto read = work_.read(kListOrgSettings, [&](Int org, const std::string& settings) {
    options.emplace(org, std::make_shared<const domain::SettingValues>(
                             domain::parse_org_settings(settings).options));
  });
  if (!read) return unexpected(read.error());
  return options;
}

Result<std::int64_t> Projects::config_version() {
  std::int64_t version = 0;
  const auto read = work_.read(kConfigVersion, [&](Int stored) { version = stored; });
  if (!read) return unexpected(read.error());
  return version;
}

Result<void> Projects::done(const Result<Int>& rows) {
  if (!rows) return unexpected(rows.error());
  return {};
}

Result<void> Projects::changed_one(Result<Int> rows) {
  if (!rows) return unexpected(rows.error());
  if (*rows == 1) return {};
  return unexpected(work_.fail({ErrorKind::conflict, "changed_meanwhile", {}}));
}

Result<void> Projects::move_config_version() {
  return done(work_.change(kMoveConfigVersion));
}

}  // namespace picket::adapters::meta
