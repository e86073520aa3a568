// Releases, of an organization and of one project. Paths: shared spec "api", section 16.2; scopes:
// section 20.
#include <array>

#include "roles/api/release_handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_releases.h"

namespace picket::api {
namespace {

using domain::access::Scope;
using domain::access::ScopeSet;
using Names = std::string_view;
using enum net::Method;

// Tokens of an organization have org:ci.
constexpr ScopeSet kReadReleases{Scope::project_read, Scope::project_write, Scope::project_admin,
                                 Scope::project_releases, Scope::org_ci};
constexpr ScopeSet kWriteReleases{Scope::project_write, Scope::project_admin,
                                  Scope::project_releases, Scope::org_ci};
constexpr ScopeSet kDeleteReleases{Scope::project_admin, Scope::project_releases};

constexpr Names kListParameters[] = {"project",
                                     "environment",
                                     "query",
                                     "status",
                                     "sort",
                                     "flatten",
                                     "health",
                                     "adoptionStages",
                                     "summaryStatsPeriod",
                                     "healthStatsPeriod",
                                     "statsPeriod",
                                     "start",
                                     "end",
                                     "utc",
                                     "per_page",
                                     "cursor"};
constexpr Names kReleaseParameters[] = {"project", "health", "adoptionStages", "healthStatsPeriod"};
constexpr Names kPartParameters[] = {"project", "per_page", "cursor"};

constexpr std::string_view kAllReleases = "/api/0/organizations/{org}/releases/";
constexpr std::string_view kOneRelease = "/api/0/organizations/{org}/releases/{version}/";
constexpr std::string_view kOfProject = "/api/0/projects/{org}/{project}/releases/";
constexpr std::string_view kOneOfProject = "/api/0/projects/{org}/{project}/releases/{version}/";

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_releases",
             .pattern = kAllReleases,
             .accepted = kReadReleases,
             .parameters = kListParameters,
             .handler = &list_releases,
             .summary = "List releases, the latest first",
             .answer = list_of(kListedRelease)},
    ApiRoute{.name = "organization_release_create",
             .method = post,
             .pattern = kAllReleases,
             .accepted = kWriteReleases,
             .handler = &create_release,
             .data = Data::write,
             .summary = "Announce a release",
             .answer = kRelease,
             .status = 201,
             .known_status = 208,
             .body = &kNewReleaseBody},
    ApiRoute{.name = "organization_release",
             .pattern = kOneRelease,
             .accepted = kReadReleases,
             .parameters = kReleaseParameters,
             .handler = &show_release,
             .summary = "Read a release",
             .answer = kRelease},
    ApiRoute{.name = "organization_release_update",
             .method = put,
             .pattern = kOneRelease,
             .accepted = kWriteReleases,
             .handler = &update_release,
             .data = Data::write,
             .summary = "Change what was announced of a release",
             .answer = kRelease,
             .body = &kReleaseBody},
    ApiRoute{.name = "organization_release_delete",
             .method = delete_,
             .pattern = kOneRelease,
             .accepted = kDeleteReleases,
             .handler = &delete_release,
             .data = Data::write,
             .summary = "Delete a release that no issue began in",
             .empty_status = 204},
    ApiRoute{.name = "organization_release_commits",
             .pattern = "/api/0/organizations/{org}/releases/{version}/commits/",
             .accepted = kReadReleases,
             .parameters = kPartParameters,
             .handler = &list_nothing_of_release,
             .summary = "List the commits of a release: none are kept yet",
             .answer = kAnyList},
    ApiRoute{.name = "organization_release_previous",
             .pattern = "/api/0/organizations/{org}/releases/{version}/previous-with-commits/",
             .accepted = kReadReleases,
             .parameters = kPartParameters,
             .handler = &show_previous_release,
             .summary = "Read the release before that has commits: none has yet",
             .answer = kAnyObject},
    ApiRoute{.name = "organization_release_deploys",
             .pattern = "/api/0/organizations/{org}/releases/{version}/deploys/",
             .accepted = kReadReleases,
             .parameters = kPartParameters,
             .handler = &list_nothing_of_release,
             .summary = "List the deploys of a release: none are kept yet",
             .answer = kAnyList},
    ApiRoute{.name = "project_releases",
             .pattern = kOfProject,
             .access = Access::project,
             .accepted = kReadReleases,
             .parameters = std::span(kListParameters).subspan<1>(),
             .handler = &list_releases,
             .summary = "List the releases of a project, the latest first",
             .answer = list_of(kListedRelease)},
    ApiRoute{.name = "project_release_create",
             .method = post,
             .pattern = kOfProject,
             .access = Access::project,
             .accepted = kWriteReleases,
             .handler = &create_release,
             .data = Data::write,
             .summary = "Announce a release of a project",
             .answer = kRelease,
             .status = 201,
             .known_status = 208,
             .body = &kProjectReleaseBody},
    ApiRoute{.name = "project_release",
             .pattern = kOneOfProject,
             .access = Access::project,
             .accepted = kReadReleases,
             .parameters = std::span(kReleaseParameters).subspan<1>(),
             .handler = &show_release,
             .summary = "Read a release of a project",
             .answer = kRelease},
    ApiRoute{.name = "project_release_update",
             .method = put,
             .pattern = kOneOfProject,
             .access = Access::project,
             .accepted = kWriteReleases,
             .handler = &update_release,
             .data = Data::write,
             .summary = "Change what was announced of a release of a project",
             .answer = kRelease,
             .body = &kReleaseBody},
    ApiRoute{.name = "project_release_delete",
             .method = delete_,
             .pattern = kOneOfProject,
             .access = Access::project,
             .accepted = kDeleteReleases,
             .handler = &delete_release,
             .data = Data::write,
             .summary = "Delete a release of a project that no issue began in",
             .empty_status = 204},
    ApiRoute{.name = "project_release_commits",
             .pattern = "/api/0/projects/{org}/{project}/releases/{version}/commits/",
             .access = Access::project,
             .accepted = kReadReleases,
             .parameters = std::span(kPartParameters).subspan<1>(),
             .handler = &list_nothing_of_release,
             .summary = "List the commits of a release of a project: none are kept yet",
             .answer = kAnyList},
};

}  // namespace

std::span<const ApiRoute> release_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
