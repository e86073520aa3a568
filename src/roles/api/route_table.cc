// The table of contents of the API. Paths: shared spec "api", sections 7 to 9; scopes: section 20.
#include <array>

#include "roles/api/handlers.h"
#include "roles/api/route.h"

namespace picket::api {
namespace {

using domain::access::kReadEvents;
using domain::access::kReadProject;
using Names = std::string_view;

constexpr Names kIssueListParameters[] = {
    "query", "project", "environment", "statsPeriod",      "start",         "end",    "utc",
    "sort",  "limit",   "cursor",      "groupStatsPeriod", "shortIdLookup", "expand", "collapse"};
constexpr Names kIssueParameters[] = {"environment", "expand", "collapse"};
constexpr Names kEventListParameters[] = {"full", "query", "environment", "statsPeriod", "start",
                                          "end",  "utc",   "per_page",    "cursor",      "sort"};
constexpr Names kIssueEventParameters[] = {"environment", "query", "statsPeriod", "start",
                                           "end",         "utc",   "collapse"};
constexpr Names kProjectEventParameters[] = {"group_id"};

constexpr std::array<ApiRoute, 5> kRoutes = {{
    {"organization_issues", "/api/0/organizations/{org}/issues/", kReadEvents, kIssueListParameters,
     &list_issues},
    {"organization_issue", "/api/0/organizations/{org}/issues/{issue}/", kReadEvents,
     kIssueParameters, &show_issue},
    {"organization_issue_events", "/api/0/organizations/{org}/issues/{issue}/events/", kReadEvents,
     kEventListParameters, &list_issue_events},
    {"organization_issue_event", "/api/0/organizations/{org}/issues/{issue}/events/{event}/",
     kReadEvents, kIssueEventParameters, &show_issue_event},
    {"project_event", "/api/0/projects/{org}/{project}/events/{event}/", kReadProject,
     kProjectEventParameters, &show_project_event},
}};

}  // namespace

std::span<const ApiRoute> api_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
