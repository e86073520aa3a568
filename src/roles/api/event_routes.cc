// Events. Paths: shared spec "api", section 9; scopes: section 20.
#include <array>

#include "roles/api/handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_events.h"
#include "roles/api/shapes_items.h"

namespace picket::api {
namespace {

using domain::access::kReadEvents;
using domain::access::kReadOrg;
using domain::access::kReadProject;
using Names = std::string_view;

constexpr Names kListParameters[] = {"full", "query", "environment", "statsPeriod", "start",
                                     "end",  "utc",   "per_page",    "cursor",      "sort"};
constexpr Names kListAliases[] = {"/api/0/organizations/{org}/groups/{issue}/events/",
                                  "/api/0/issues/{issue}/events/", "/api/0/groups/{issue}/events/"};
constexpr Names kIssueEventParameters[] = {"environment", "query", "statsPeriod", "start",
                                           "end",         "utc",   "collapse"};
constexpr Names kIssueEventAliases[] = {"/api/0/organizations/{org}/groups/{issue}/events/{event}/",
                                        "/api/0/issues/{issue}/events/{event}/",
                                        "/api/0/groups/{issue}/events/{event}/"};
constexpr Names kProjectEventParameters[] = {"group_id"};
constexpr Names kGroupingParameters[] = {"config"};

constexpr Shape kProjectEventForms[] = {kEvent, kTransactionEvent};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_issue_events",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/events/",
             .accepted = kReadEvents,
             .parameters = kListParameters,
             .handler = &list_issue_events,
             .aliases = kListAliases,
             .summary = "List the events of an issue",
             .answer = either_of(kEventLists)},
    ApiRoute{.name = "organization_issue_event",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/events/{event}/",
             .accepted = kReadEvents,
             .parameters = kIssueEventParameters,
             .handler = &show_issue_event,
             .aliases = kIssueEventAliases,
             .summary = "Read an event of an issue, by id or as latest, oldest, recommended",
             .answer = kEvent},
    ApiRoute{.name = "project_event",
             .pattern = "/api/0/projects/{org}/{project}/events/{event}/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kProjectEventParameters,
             .handler = &show_project_event,
             .summary = "Read an event or transaction of a project",
             .answer = either_of(kProjectEventForms)},
    ApiRoute{.name = "project_event_json",
             .pattern = "/api/0/projects/{org}/{project}/events/{event}/json/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &show_project_event_json,
             .summary = "Read an event as it is stored",
             .answer = kStoredEvent},
    ApiRoute{.name = "project_event_grouping",
             .pattern = "/api/0/projects/{org}/{project}/events/{event}/grouping-info/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kGroupingParameters,
             .handler = &show_grouping_info,
             .summary = "Explain why an event is where it is",
             .answer = kGroupingInfo},
    ApiRoute{.name = "project_events",
             .pattern = "/api/0/projects/{org}/{project}/events/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kListParameters,
             .handler = &list_project_events,
             .summary = "List the events of a project",
             .answer = either_of(kEventLists)},
    ApiRoute{.name = "organization_event_id",
             .pattern = "/api/0/organizations/{org}/eventids/{event}/",
             .accepted = kReadOrg,
             .handler = &find_event_by_id,
             .summary = "Find an event and its issue by its id",
             .answer = kEventPlace},
};

}  // namespace

std::span<const ApiRoute> event_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
