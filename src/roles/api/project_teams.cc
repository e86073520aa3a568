// The teams of a project. Source: shared spec "api", section 4.9, and "access", section 1.2.
#include <algorithm>
#include <utility>
#include <vector>

#include "roles/api/audit_record.h"
#include "roles/api/offset_page.h"
#include "roles/api/project_fields.h"
#include "roles/api/project_json.h"
#include "roles/api/structure_handlers.h"
#include "roles/api/team_json.h"

namespace picket::api {
namespace {

namespace json = boost::json;

/// Of the path, in the organization.
Answer<ports::Team> read_named_team(const Call& call) {
  const auto teams = read_teams(call);
  if (!teams) return unexpected(teams.error());
  const std::string_view name = call.request.param("team");
  const auto found = std::find_if(teams->begin(), teams->end(), [&](const ports::Team& team) {
    return domain::access::names(name, team.id.value, team.slug);
  });
  if (found == teams->end()) return unexpected(not_found());
  return *found;
}

/// Somebody who administers one team of a project may not throw out the others.
bool may_remove(const Call& call, TeamId team) {
  using domain::access::kWriteProject;
  const auto* const membership = call.grant.membership;
  if (membership == nullptr) return true;  // A token's scopes were asked by the gate.
  domain::access::ScopeSet scopes = domain::access::scopes_of(membership->role, {});
  if (const auto role = membership->role_in(team)) scopes.insert(domain::access::scopes_of(*role));
  return scopes.intersects(kWriteProject);
}

Answer<net::Response> changed(Call& call, std::string_view event, const ports::Team& team,
                              int status) {
  const domain::ProjectConfig& project = *call.grant.projects.front();
  auto recorded = record_audit(call, {.event = event,
                                      .target = project.project.value,
                                      .data = {{"slug", project.slug}, {"team", team.slug}}});
  if (!recorded) return unexpected(recorded.error());
  return project_response(call, status);
}

bool has(const domain::ProjectConfig& project, TeamId team) {
  return std::find(project.teams.begin(), project.teams.end(), team) != project.teams.end();
}

}  // namespace

Answer<net::Response> list_project_teams(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto shelf = TeamShelf::read(call);
  if (!shelf) return unexpected(shelf.error());
  std::vector<const ports::Team*> teams;
  for (const ports::Team& team : shelf->teams()) {
    if (has(*call.grant.projects.front(), team.id)) teams.push_back(&team);
  }
  json::array shown;
  for (std::size_t i = 0; i < page->size(teams.size()); ++i)
    shown.push_back(shelf->show(call, *teams[page->offset + i]));
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, page->offset + page->limit < teams.size());
  return response;
}

Answer<net::Response> add_project_team(Call& call) {
  const auto team = read_named_team(call);
  if (!team) return unexpected(team.error());
  const domain::ProjectConfig& project = *call.grant.projects.front();
  if (has(project, team->id)) return project_response(call, 201);
  const auto added = call.meta().projects().add_team(project.project, team->id);
  if (!added) return unexpected(failed(added.error()));
  return changed(call, "project-team.add", *team, 201);
}

Answer<net::Response> remove_project_team(Call& call) {
  const auto team = read_named_team(call);
  if (!team) return unexpected(team.error());
  if (!may_remove(call, team->id)) return unexpected(forbidden());
  const domain::ProjectConfig& project = *call.grant.projects.front();
  if (!has(project, team->id)) return project_response(call, 200);
  const auto removed = call.meta().projects().remove_team(project.project, team->id);
  if (!removed) return unexpected(failed(removed.error()));
  return changed(call, "project-team.remove", *team, 200);
}

}  // namespace picket::api
