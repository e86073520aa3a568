#include "adapters/meta_sql/organizations.h"

#include <utility>

#include "ports/organizations.h"

namespace picket::adapters::meta {
namespace {

using OrgColumns = List<Int, Text, Text, Int, Text, Int>;
#define PICKET_ORG_COLUMNS "id, slug, name, created, settings, version"

constexpr Sql<List<Text, Text, Int, Text>, List<Int>> kCreateOrg{
    "INSERT INTO organizations (slug, name, created, settings) "
    "VALUES (:slug, :name, :created, :settings) RETURNING id"};
constexpr Sql<List<>, OrgColumns> kListOrgs{"SELECT " PICKET_ORG_COLUMNS
                                            " FROM organizations WHERE deleted = 0 ORDER BY id"};
constexpr Sql<List<Int>, OrgColumns> kGetOrg{"SELECT " PICKET_ORG_COLUMNS
                                             " FROM organizations WHERE id = :id AND deleted = 0"};
constexpr Sql<List<Text, Text, Text, Int, Int>> kUpdateOrg{
    "UPDATE organizations SET slug = :slug, name = :name, settings = :settings, "
    "version = version + 1 WHERE id = :id AND version = :version AND deleted = 0"};
// A slug of people holds no colon.
constexpr Sql<List<Int>> kDeleteOrg{
    "UPDATE organizations SET deleted = 1, slug = slug || ':' || id, version = version + 1 "
    "WHERE id = :id AND deleted = 0"};
constexpr Sql<List<>> kMoveConfigVersion{"UPDATE config_version SET version = version + 1"};

using TeamColumns = List<Int, Int, Text, Text, Int, Int>;
#define PICKET_TEAM_COLUMNS "id, org_id, slug, name, created, version"

constexpr Sql<List<Int, Text, Text, Int>, List<Int>> kCreateTeam{
    "INSERT INTO teams (org_id, slug, name, created) VALUES (:org, :slug, :name, :created) "
    "RETURNING id"};
constexpr Sql<List<Int>, TeamColumns> kListTeams{"SELECT " PICKET_TEAM_COLUMNS
                                                 " FROM teams WHERE org_id = :org ORDER BY slug"};
constexpr Sql<List<Int>, TeamColumns> kGetTeam{"SELECT " PICKET_TEAM_COLUMNS
                                               " FROM teams WHERE id = :id"};
constexpr Sql<List<Text, Text, Int, Int>> kUpdateTeam{
    "UPDATE teams SET slug = :slug, name = :name, version = version + 1 "
    "WHERE id = :id AND version = :version"};
constexpr Sql<List<Int>> kDeleteTeamPlaces{"DELETE FROM team_places WHERE team_id = :team"};
constexpr Sql<List<Int>> kDeleteTeamProjects{"DELETE FROM project_teams WHERE team_id = :team"};
constexpr Sql<List<Int>> kDeleteTeam{"DELETE FROM teams WHERE id = :team"};
constexpr Sql<List<Int>, List<Int, Int>> kTeamSizes{
    "SELECT t.id, COUNT(p.member_id) FROM teams t LEFT JOIN team_places p ON p.team_id = t.id "
    "WHERE t.org_id = :org GROUP BY t.id ORDER BY t.id"};

ports::Organization org_row(Int id, std::string& slug, std::string& name, Int created,
                            const std::string& settings, Int version) {
  return {OrgId{id},
          std::move(slug),
          std::move(name),
          from_unix_us(created),
          domain::parse_org_settings(settings),
          false,
          version};
}

ports::Team team_row(Int id, Int org, std::string& slug, std::string& name, Int created,
                     Int version) {
  return {TeamId{id}, OrgId{org}, std::move(slug), std::move(name), from_unix_us(created), version};
}

}  // namespace

Result<void> Organizations::changed_one(Result<Int> rows) {
  if (!rows) return unexpected(rows.error());
  if (*rows == 1) return {};
  return unexpected(work_.fail({ErrorKind::conflict, "changed_meanwhile", {}}));
}

Result<OrgId> Organizations::create_org(const ports::Organization& org) {
  return work_
      .insert(kCreateOrg, org.slug, org.name, to_unix_us(org.created),
              domain::to_json(org.settings))
      .map([](Int id) { return OrgId{id}; });
}

Result<std::vector<ports::Organization>> Organizations::list_orgs() {
  std::vector<ports::Organization> orgs;
  const auto done =
      work_.read(kListOrgs, [&](auto&&... columns) { orgs.push_back(org_row(columns...)); });
  if (!done) return unexpected(done.error());
  return orgs;
}

Result<std::optional<ports::Organization>> Organizations::get_org(OrgId org) {
  std::optional<ports::Organization> found;
  const auto done =
      work_.read(kGetOrg, org.value, [&](auto&&... columns) { found = org_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<void> Organizations::update_org(const ports::Organization& org) {
  auto updated = changed_one(work_.change(
      kUpdateOrg, org.slug, org.name, domain::to_json(org.settings), org.id.value, org.version));
  if (!updated) return updated;
  // Its projects inherit its options.
  if (const auto done = work_.change(kMoveConfigVersion); !done) return unexpected(done.error());
  return {};
}

Result<void> Organizations::delete_org(OrgId org) {
  if (const auto done = work_.change(kDeleteOrg, org.value); !done) return unexpected(done.error());
  // The relay takes no more events for its projects.
  if (const auto done = work_.change(kMoveConfigVersion); !done) return unexpected(done.error());
  return {};
}

Result<TeamId> Organizations::create_team(const ports::Team& team) {
  return work_.insert(kCreateTeam, team.org.value, team.slug, team.name, to_unix_us(team.created))
      .map([](Int id) { return TeamId{id}; });
}

Result<std::vector<ports::Team>> Organizations::list_teams(OrgId org) {
  std::vector<ports::Team> teams;
  const auto done = work_.read(kListTeams, org.value,
                               [&](auto&&... columns) { teams.push_back(team_row(columns...)); });
  if (!done) return unexpected(done.error());
  return teams;
}

Result<std::optional<ports::Team>> Organizations::get_team(TeamId team) {
  std::optional<ports::Team> found;
  const auto done =
      work_.read(kGetTeam, team.value, [&](auto&&... columns) { found = team_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<void> Organizations::update_team(const ports::Team& team) {
  return changed_one(work_.change(kUpdateTeam, team.slug, team.name, team.id.value, team.version));
}

Result<void> Organizations::delete_team(TeamId team) {
  for (const auto* const sql : {&kDeleteTeamPlaces, &kDeleteTeamProjects, &kDeleteTeam}) {
    if (const auto done = work_.change(*sql, team.value); !done) return unexpected(done.error());
  }
  return {};
}

Result<std::vector<ports::TeamSize>> Organizations::team_sizes(OrgId org) {
  std::vector<ports::TeamSize> sizes;
  const auto done = work_.read(kTeamSizes, org.value, [&](Int team, Int members) {
    sizes.push_back({TeamId{team}, members});
  });
  if (!done) return unexpected(done.error());
  return sizes;
}

}  // namespace picket::adapters::meta
