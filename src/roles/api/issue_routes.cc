// Issues. Paths: shared spec "api", sections 7 and 8; scopes: section 20.
#include <array>

#include "roles/api/handlers.h"
#include "roles/api/route.h"

namespace picket::api {
namespace {

using domain::access::kReadEvents;
using Names = std::string_view;
using enum net::Method;

constexpr Names kListParameters[] = {
    "query", "project", "environment", "statsPeriod",      "start",         "end",    "utc",
    "sort",  "limit",   "cursor",      "groupStatsPeriod", "shortIdLookup", "expand", "collapse"};
constexpr Names kIssueParameters[] = {"environment", "expand", "collapse"};
constexpr Names kIssueAliases[] = {"/api/0/organizations/{org}/groups/{issue}/",
                                   "/api/0/issues/{issue}/", "/api/0/groups/{issue}/"};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_issues",
             .pattern = "/api/0/organizations/{org}/issues/",
             .accepted = kReadEvents,
             .parameters = kListParameters,
             .handler = &list_issues,
             .summary = "List issues"},
    ApiRoute{.name = "organization_issue",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/",
             .accepted = kReadEvents,
             .parameters = kIssueParameters,
             .handler = &show_issue,
             .aliases = kIssueAliases,
             .summary = "Read an issue"},
};

}  // namespace

std::span<const ApiRoute> issue_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
