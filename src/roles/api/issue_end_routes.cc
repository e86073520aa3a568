// Issues that become one or several, and those that nobody wants to hear of any more. Paths: shared
// spec "api", section 10, floods apart, which Sentry has no routes for; scopes: section 20.
#include <array>

#include "roles/api/issue_end_handlers.h"
#include "roles/api/shapes_issue_ends.h"

namespace picket::api {
namespace {

using domain::access::kAdminEvents;
using domain::access::kReadProject;
using domain::access::kWriteEvents;
using domain::access::kWriteProject;
using Names = std::string_view;
using enum net::Method;

constexpr Names kUnmergeParameters[] = {"id"};
constexpr Names kPageParameters[] = {"per_page", "cursor"};

constexpr Names kHashAliases[] = {"/api/0/organizations/{org}/groups/{issue}/hashes/",
                                  "/api/0/issues/{issue}/hashes/", "/api/0/groups/{issue}/hashes/"};
constexpr Names kFloodAliases[] = {"/api/0/organizations/{org}/groups/{issue}/flood/",
                                   "/api/0/issues/{issue}/flood/", "/api/0/groups/{issue}/flood/"};

constexpr std::string_view kHashesPath = "/api/0/organizations/{org}/issues/{issue}/hashes/";
constexpr std::string_view kFloodPath = "/api/0/organizations/{org}/issues/{issue}/flood/";

const std::array kRoutes = {
    ApiRoute{.name = "organization_issue_unmerge",
             .method = put,
             .pattern = kHashesPath,
             .accepted = kWriteEvents,
             .parameters = kUnmergeParameters,
             .handler = &unmerge_issue,
             .data = Data::write,
             .aliases = kHashAliases,
             .summary = "Take hashes out of an issue, into a new one",
             .answer = kAnyObject,
             .empty_status = 202},
    ApiRoute{.name = "organization_issue_unmerge_older",
             .method = delete_,
             .pattern = kHashesPath,
             .accepted = kAdminEvents,
             .parameters = kUnmergeParameters,
             .handler = &unmerge_issue,
             .data = Data::write,
             .aliases = kHashAliases,
             .summary = "The same, as older clients ask for it",
             .answer = kAnyObject,
             .empty_status = 202},
    ApiRoute{.name = "project_tombstones",
             .pattern = "/api/0/projects/{org}/{project}/tombstones/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kPageParameters,
             .handler = &list_tombstones,
             .summary = "List what a project discards",
             .answer = list_of(kTombstone)},
    ApiRoute{.name = "project_tombstone_delete",
             .method = delete_,
             .pattern = "/api/0/projects/{org}/{project}/tombstones/{tombstone}/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &delete_tombstone,
             .data = Data::write,
             .summary = "Let events in again that were discarded",
             .empty_status = 204},
    ApiRoute{.name = "organization_issue_flood",
             .pattern = kFloodPath,
             .accepted = kWriteProject,
             .handler = &show_flood,
             .aliases = kFloodAliases,
             .summary = "Try what would stop the events of an issue on those of the last day",
             .answer = kFlood},
    ApiRoute{.name = "organization_issue_flood_stop",
             .method = post,
             .pattern = kFloodPath,
             .accepted = kWriteProject,
             .handler = &stop_flood,
             .data = Data::write,
             .aliases = kFloodAliases,
             .summary = "Stop the events of an issue by a filter, a tombstone or a limit",
             .answer = kFloodStopped,
             .body = &kFloodStopBody},
};

}  // namespace

std::span<const ApiRoute> issue_end_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
