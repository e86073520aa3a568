// Projects and their keys. Paths: shared spec "api", section 4; scopes: section 20.
#include <array>

#include "roles/api/route.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

using domain::access::kAdminProject;
using domain::access::kReadOrg;
using domain::access::kReadProject;
using domain::access::kWriteProject;
using Names = std::string_view;
using enum net::Method;

constexpr Names kListParameters[] = {"query",    "statsPeriod", "transactionStats", "sessionStats",
                                     "project",  "options",     "all_projects",     "collapse",
                                     "per_page", "cursor"};
constexpr Names kAllParameters[] = {"status", "organizationId", "query", "per_page", "cursor"};
constexpr Names kPages[] = {"per_page", "cursor"};
constexpr Names kVisibility[] = {"visibility"};
constexpr Names kStatsParameters[] = {"stat", "since", "until", "resolution"};
constexpr Names kKeyParameters[] = {"status", "per_page", "cursor"};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_projects",
             .pattern = "/api/0/organizations/{org}/projects/",
             .access = Access::organization,
             .accepted = kReadOrg,
             .parameters = kListParameters,
             .handler = &list_organization_projects,
             .summary = "List the projects of an organization"},
    ApiRoute{.name = "projects",
             .pattern = "/api/0/projects/",
             .access = Access::signed_in,
             .accepted = kReadProject,
             .parameters = kAllParameters,
             .handler = &list_all_projects,
             .summary = "List the caller's projects of all organizations"},
    ApiRoute{.name = "project",
             .pattern = "/api/0/projects/{org}/{project}/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &show_project,
             .summary = "Read a project"},
    ApiRoute{.name = "project_update",
             .method = put,
             .pattern = "/api/0/projects/{org}/{project}/",
             .access = Access::project,
             .accepted = kReadProject,  // For its star; the handler asks for more.
             .handler = &update_project,
             .data = Data::write,
             .summary = "Change a project, or star it"},
    ApiRoute{.name = "project_delete",
             .method = delete_,
             .pattern = "/api/0/projects/{org}/{project}/",
             .access = Access::project,
             .accepted = kAdminProject,
             .handler = &delete_project,
             .data = Data::write,
             .sudo = true,
             .summary = "Delete a project"},
    ApiRoute{.name = "project_teams",
             .pattern = "/api/0/projects/{org}/{project}/teams/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kPages,
             .handler = &list_project_teams,
             .summary = "List the teams of a project"},
    ApiRoute{.name = "project_team_add",
             .method = post,
             .pattern = "/api/0/projects/{org}/{project}/teams/{team}/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &add_project_team,
             .data = Data::write,
             .summary = "Give a project to a further team"},
    ApiRoute{.name = "project_team_remove",
             .method = delete_,
             .pattern = "/api/0/projects/{org}/{project}/teams/{team}/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &remove_project_team,
             .data = Data::write,
             .summary = "Take a project from a team"},
    ApiRoute{.name = "project_members",
             .pattern = "/api/0/projects/{org}/{project}/members/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kPages,
             .handler = &list_project_members,
             .summary = "List the members of a project's teams"},
    ApiRoute{.name = "project_environments",
             .pattern = "/api/0/projects/{org}/{project}/environments/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kVisibility,
             .handler = &list_project_environments,
             .summary = "List the environments of a project"},
    ApiRoute{.name = "project_environment",
             .pattern = "/api/0/projects/{org}/{project}/environments/{environment}/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &show_project_environment,
             .summary = "Read an environment of a project"},
    ApiRoute{.name = "project_environment_update",
             .method = put,
             .pattern = "/api/0/projects/{org}/{project}/environments/{environment}/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &update_project_environment,
             .data = Data::write,
             .summary = "Hide or show an environment of a project"},
    ApiRoute{.name = "project_stats",
             .pattern = "/api/0/projects/{org}/{project}/stats/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kStatsParameters,
             .handler = &show_project_stats,
             .summary = "Count the events of a project over time"},
    ApiRoute{.name = "project_keys",
             .pattern = "/api/0/projects/{org}/{project}/keys/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kKeyParameters,
             .handler = &list_project_keys,
             .summary = "List the client keys of a project"},
    ApiRoute{.name = "project_key_create",
             .method = post,
             .pattern = "/api/0/projects/{org}/{project}/keys/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &create_project_key,
             .data = Data::write,
             .summary = "Create a client key"},
    ApiRoute{.name = "project_key",
             .pattern = "/api/0/projects/{org}/{project}/keys/{key}/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &show_project_key,
             .summary = "Read a client key"},
    ApiRoute{.name = "project_key_update",
             .method = put,
             .pattern = "/api/0/projects/{org}/{project}/keys/{key}/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &update_project_key,
             .data = Data::write,
             .summary = "Change a client key"},
    ApiRoute{.name = "project_key_delete",
             .method = delete_,
             .pattern = "/api/0/projects/{org}/{project}/keys/{key}/",
             .access = Access::project,
             .accepted = kAdminProject,
             .handler = &delete_project_key,
             .data = Data::write,
             .summary = "Delete a client key"},
};

}  // namespace

std::span<const ApiRoute> project_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
