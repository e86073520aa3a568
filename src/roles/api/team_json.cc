#include "roles/api/team_json.h"

#include <algorithm>
#include <utility>

#include "domain/access/role.h"
#include "roles/api/json_text.h"
#include "roles/api/organization_json.h"
#include "roles/api/project_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

bool has_team(const domain::ProjectConfig& project, TeamId team) {
  return std::find(project.teams.begin(), project.teams.end(), team) != project.teams.end();
}

}  // namespace

Answer<TeamShelf> TeamShelf::read(const Call& call) {
  TeamShelf shelf;
  auto teams = read_teams(call);
  if (!teams) return unexpected(std::move(teams.error()));
  shelf.teams_ = *std::move(teams);
  const auto sizes = call.meta().organizations().team_sizes(call.grant.org);
  if (!sizes) return unexpected(failed(sizes.error()));
  for (const ports::TeamSize& size : *sizes) shelf.sizes_.emplace(size.team, size.members);
  const auto org = read_organization(call);
  if (!org) return unexpected(org.error());
  shelf.open_membership_ = org->settings.open_membership;
  return shelf;
}

const ports::Team* TeamShelf::find(std::string_view name) const noexcept {
  const auto found = std::find_if(teams_.begin(), teams_.end(), [&](const ports::Team& team) {
    return domain::access::names(name, team.id.value, team.slug);
  });
  return found == teams_.end() ? nullptr : &*found;
}

json::object TeamShelf::show(const Call& call, const ports::Team& team) const {
  const domain::access::Membership* const membership = call.grant.membership;
  const auto role = membership == nullptr ? std::nullopt : membership->role_in(team.id);
  domain::access::ScopeSet scopes = call.grant.scopes;
  if (role) {
    domain::access::ScopeSet of_team = domain::access::scopes_of(*role);
    if (call.caller->token_scopes) of_team = of_team & *call.caller->token_scopes;
    scopes.insert(of_team);
  }
  const bool sees_all =
      open_membership_ || membership == nullptr || domain::access::is_global(membership->role);
  const auto size = sizes_.find(team.id);
  return {{"id", id_text(team.id.value)},
          {"slug", team.slug},
          {"name", team.name},
          {"dateCreated", date_text(team.created)},
          {"isMember", role.has_value()},
          {"teamRole", role ? json::value(domain::access::to_string(*role)) : json::value(nullptr)},
          {"flags", {{"idp:provisioned", false}}},
          {"access", scopes_json(scopes)},
          {"hasAccess", sees_all || role.has_value()},
          {"isPending", false},
          {"memberCount", size == sizes_.end() ? 0 : size->second},
          {"avatar", letter_avatar()}};
}

Answer<json::array> teams_with_projects(const Call& call, const TeamShelf& shelf,
                                        std::span<const ports::Team> teams) {
  const auto all = seen_projects(call.grant);
  std::vector<SeenProject> wanted;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool of_these = std::any_of(teams.begin(), teams.end(), [&](const ports::Team& team) {
      return has_team(*call.grant.projects[i], team.id);
    });
    if (of_these) wanted.push_back(all[i]);
  }
  const auto projects = ProjectShelf::read(call, wanted, shelf.teams());
  if (!projects) return unexpected(projects.error());
  json::array shown;
  for (const ports::Team& team : teams) {
    json::object one = shelf.show(call, team);
    json::array of_team;
    for (const SeenProject& seen : wanted) {
      const ports::Project* const project = projects->find(seen.id);
      if (project == nullptr) continue;
      if (std::find(project->teams.begin(), project->teams.end(), team.id) == project->teams.end())
        continue;
      of_team.push_back(projects->in_team(seen));
    }
    one["externalTeams"] = json::array();
    one["projects"] = std::move(of_team);
    shown.push_back(std::move(one));
  }
  return shown;
}

}  // namespace picket::api
