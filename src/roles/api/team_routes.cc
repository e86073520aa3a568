// Teams. Paths: shared spec "api", section 5.1; scopes: section 20.
#include <array>

#include "roles/api/route.h"
#include "roles/api/shapes_projects.h"
#include "roles/api/shapes_structure.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

using domain::access::kAdminTeam;
using domain::access::kReadOrg;
using domain::access::kReadProject;
using domain::access::kReadTeam;
using domain::access::kWriteProject;
using domain::access::kWriteTeam;
using domain::access::Scope;
using Names = std::string_view;
using enum net::Method;

constexpr Names kListParameters[] = {"detailed", "query", "per_page", "cursor"};
constexpr Names kDetailParameters[] = {"expand", "collapse"};
constexpr Names kPages[] = {"per_page", "cursor"};
constexpr Names kProjectParameters[] = {"statsPeriod",  "collapse", "options",
                                        "all_projects", "per_page", "cursor"};
constexpr domain::access::ScopeSet kCreate{Scope::org_write, Scope::org_admin, Scope::team_write};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_teams",
             .pattern = "/api/0/organizations/{org}/teams/",
             .access = Access::organization,
             .accepted = kReadOrg,
             .parameters = kListParameters,
             .handler = &list_teams,
             .summary = "List teams",
             .answer = list_of(kTeam)},
    ApiRoute{.name = "organization_team_create",
             .method = post,
             .pattern = "/api/0/organizations/{org}/teams/",
             .access = Access::organization,
             .accepted = kCreate,
             .handler = &create_team,
             .data = Data::write,
             .summary = "Create a team",
             .answer = kTeam,
             .status = 201,
             .body = &kTeamBody},
    ApiRoute{.name = "organization_user_teams",
             .pattern = "/api/0/organizations/{org}/user-teams/",
             .access = Access::organization,
             .accepted = kReadOrg,
             .handler = &list_own_teams,
             .summary = "List the teams that the caller is in",
             .answer = list_of(kTeam)},
    ApiRoute{.name = "team",
             .pattern = "/api/0/teams/{org}/{team}/",
             .access = Access::team,
             .accepted = kReadTeam,
             .parameters = kDetailParameters,
             .handler = &show_team,
             .summary = "Read a team",
             .answer = kTeam},
    ApiRoute{.name = "team_update",
             .method = put,
             .pattern = "/api/0/teams/{org}/{team}/",
             .access = Access::team,
             .accepted = kWriteTeam,
             .handler = &update_team,
             .data = Data::write,
             .summary = "Rename a team",
             .answer = kTeam,
             .body = &kTeamBody},
    ApiRoute{.name = "team_delete",
             .method = delete_,
             .pattern = "/api/0/teams/{org}/{team}/",
             .access = Access::team,
             .accepted = kAdminTeam,
             .handler = &delete_team,
             .data = Data::write,
             .summary = "Delete a team",
             .empty_status = 204},
    ApiRoute{.name = "team_members",
             .pattern = "/api/0/teams/{org}/{team}/members/",
             .access = Access::team,
             .accepted = kReadTeam,
             .parameters = kPages,
             .handler = &list_team_members,
             .summary = "List the members of a team",
             .answer = list_of(kMember)},
    ApiRoute{.name = "team_projects",
             .pattern = "/api/0/teams/{org}/{team}/projects/",
             .access = Access::team,
             .accepted = kReadProject,
             .parameters = kProjectParameters,
             .handler = &list_team_projects,
             .summary = "List the projects of a team",
             .answer = list_of(kProjectSummary)},
    ApiRoute{.name = "team_project_create",
             .method = post,
             .pattern = "/api/0/teams/{org}/{team}/projects/",
             .access = Access::team,
             .accepted = kWriteProject,
             .handler = &create_project,
             .data = Data::write,
             .summary = "Create a project",
             .answer = kProjectSummary,
             .status = 201,
             .body = &kCreateProjectBody},
};

}  // namespace

std::span<const ApiRoute> team_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
