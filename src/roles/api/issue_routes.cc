// Issues and what is below them, events and tags apart. Paths: shared spec "api", sections 7, 8 and
// 10; scopes: section 20.
#include <array>

#include "roles/api/handlers.h"
#include "roles/api/item_handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_issues.h"
#include "roles/api/shapes_items.h"
#include "roles/api/shapes_releases.h"

namespace picket::api {
namespace {

using domain::access::kAdminEvents;
using domain::access::kReadEvents;
using domain::access::kWriteEvents;
using Names = std::string_view;
using enum net::Method;

// Of lists; what is changed or deleted is found by the same ones.
#define PICKET_ISSUE_LIST_PARAMETERS                                                        \
  "query", "project", "environment", "statsPeriod", "start", "end", "utc", "sort", "limit", \
      "cursor", "groupStatsPeriod", "shortIdLookup", "expand", "collapse", "group"
constexpr Names kListParameters[] = {PICKET_ISSUE_LIST_PARAMETERS};
constexpr Names kChangeParameters[] = {PICKET_ISSUE_LIST_PARAMETERS, "id", "status", "undo"};
constexpr Names kDeleteParameters[] = {PICKET_ISSUE_LIST_PARAMETERS, "id", "status"};
#undef PICKET_ISSUE_LIST_PARAMETERS
constexpr Names kProjectListParameters[] = {"query",         "environment", "statsPeriod",
                                            "sort",          "limit",       "cursor",
                                            "shortIdLookup", "hashes",      "expand"};
constexpr Names kIssueParameters[] = {"environment", "expand", "collapse"};
constexpr Names kNoteParameters[] = {"per_page", "cursor"};
constexpr Names kHashParameters[] = {"full", "per_page", "cursor"};
constexpr Names kCountParameters[] = {"query", "project", "environment", "statsPeriod",
                                      "start", "end",     "utc"};
constexpr Names kStatsParameters[] = {"groups",           "query",  "project", "environment",
                                      "statsPeriod",      "start",  "end",     "utc",
                                      "groupStatsPeriod", "expand", "collapse"};

constexpr Names kIssueAliases[] = {"/api/0/organizations/{org}/groups/{issue}/",
                                   "/api/0/issues/{issue}/", "/api/0/groups/{issue}/"};
constexpr Names kActivityAliases[] = {"/api/0/organizations/{org}/groups/{issue}/activities/",
                                      "/api/0/issues/{issue}/activities/",
                                      "/api/0/groups/{issue}/activities/"};
constexpr Names kHashAliases[] = {"/api/0/organizations/{org}/groups/{issue}/hashes/",
                                  "/api/0/issues/{issue}/hashes/", "/api/0/groups/{issue}/hashes/"};
constexpr Names kReportAliases[] = {"/api/0/organizations/{org}/groups/{issue}/user-reports/",
                                    "/api/0/issues/{issue}/user-reports/",
                                    "/api/0/groups/{issue}/user-reports/"};
constexpr Names kExternalAliases[] = {"/api/0/organizations/{org}/groups/{issue}/external-issues/",
                                      "/api/0/issues/{issue}/external-issues/",
                                      "/api/0/groups/{issue}/external-issues/"};
constexpr Names kIntegrationAliases[] = {"/api/0/organizations/{org}/groups/{issue}/integrations/",
                                         "/api/0/issues/{issue}/integrations/",
                                         "/api/0/groups/{issue}/integrations/"};
constexpr Names kNotesAliases[] = {"/api/0/organizations/{org}/groups/{issue}/notes/",
                                   "/api/0/issues/{issue}/notes/",
                                   "/api/0/groups/{issue}/notes/",
                                   "/api/0/organizations/{org}/issues/{issue}/comments/",
                                   "/api/0/organizations/{org}/groups/{issue}/comments/",
                                   "/api/0/issues/{issue}/comments/",
                                   "/api/0/groups/{issue}/comments/"};
constexpr Names kNoteAliases[] = {"/api/0/organizations/{org}/groups/{issue}/notes/{note}/",
                                  "/api/0/issues/{issue}/notes/{note}/",
                                  "/api/0/groups/{issue}/notes/{note}/",
                                  "/api/0/organizations/{org}/issues/{issue}/comments/{note}/",
                                  "/api/0/organizations/{org}/groups/{issue}/comments/{note}/",
                                  "/api/0/issues/{issue}/comments/{note}/",
                                  "/api/0/groups/{issue}/comments/{note}/"};

constexpr std::string_view kIssuesPath = "/api/0/organizations/{org}/issues/";
constexpr std::string_view kIssuePath = "/api/0/organizations/{org}/issues/{issue}/";
constexpr std::string_view kNotesPath = "/api/0/organizations/{org}/issues/{issue}/notes/";
constexpr std::string_view kNotePath = "/api/0/organizations/{org}/issues/{issue}/notes/{note}/";
constexpr std::string_view kProjectIssuesPath = "/api/0/projects/{org}/{project}/issues/";

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_issues",
             .pattern = kIssuesPath,
             .accepted = kReadEvents,
             .parameters = kListParameters,
             .handler = &list_issues,
             .summary = "List issues",
             .answer = list_of(kListedIssue)},
    ApiRoute{.name = "organization_issues_update",
             .method = put,
             .pattern = kIssuesPath,
             .accepted = kWriteEvents,
             .parameters = kChangeParameters,
             .handler = &update_issues,
             .data = Data::own,
             .summary = "Change issues, by id or by a search",
             .answer = kIssueDelta,
             .empty_status = 204,
             .body = &kIssueUpdateBody},
    ApiRoute{.name = "organization_issues_delete",
             .method = delete_,
             .pattern = kIssuesPath,
             .accepted = kAdminEvents,
             .parameters = kDeleteParameters,
             .handler = &delete_issues,
             .data = Data::own,
             .summary = "Delete issues, by id or by a search",
             .empty_status = 204},
    ApiRoute{.name = "organization_issue",
             .pattern = kIssuePath,
             .accepted = kReadEvents,
             .parameters = kIssueParameters,
             .handler = &show_issue,
             .aliases = kIssueAliases,
             .summary = "Read an issue",
             .answer = kIssueDetail},
    ApiRoute{.name = "organization_issue_update",
             .method = put,
             .pattern = kIssuePath,
             .accepted = kWriteEvents,
             .handler = &update_issue,
             .data = Data::write,
             .aliases = kIssueAliases,
             .summary = "Change an issue",
             .answer = kIssue,
             .empty_status = 204,
             .body = &kIssueUpdateBody},
    ApiRoute{.name = "organization_issue_delete",
             .method = delete_,
             .pattern = kIssuePath,
             .accepted = kAdminEvents,
             .handler = &delete_issue,
             .data = Data::write,
             .aliases = kIssueAliases,
             .summary = "Delete an issue",
             .empty_status = 202},
    ApiRoute{.name = "project_issues",
             .pattern = kProjectIssuesPath,
             .access = Access::project,
             .accepted = kReadEvents,
             .parameters = kProjectListParameters,
             .handler = &list_project_issues,
             .summary = "List the issues of a project",
             .answer = list_of(kListedIssue)},
    ApiRoute{.name = "project_issues_update",
             .method = put,
             .pattern = kProjectIssuesPath,
             .access = Access::project,
             .accepted = kWriteEvents,
             .parameters = kChangeParameters,
             .handler = &update_issues,
             .data = Data::own,
             .summary = "Change issues of a project, by id or by a search",
             .answer = kIssueDelta,
             .empty_status = 204,
             .body = &kIssueUpdateBody},
    ApiRoute{.name = "project_issues_delete",
             .method = delete_,
             .pattern = kProjectIssuesPath,
             .access = Access::project,
             .accepted = kAdminEvents,
             .parameters = kDeleteParameters,
             .handler = &delete_issues,
             .data = Data::own,
             .summary = "Delete issues of a project, by id or by a search",
             .empty_status = 204},
    ApiRoute{.name = "organization_issue_activities",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/activities/",
             .accepted = kReadEvents,
             .handler = &list_issue_activities,
             .aliases = kActivityAliases,
             .summary = "Read what happened to an issue",
             .answer = kActivities},
    ApiRoute{.name = "organization_issue_hashes",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/hashes/",
             .accepted = kReadEvents,
             .parameters = kHashParameters,
             .handler = &list_issue_hashes,
             .aliases = kHashAliases,
             .summary = "List the grouping hashes of an issue",
             .answer = list_of(kIssueHash)},
    ApiRoute{.name = "organization_issue_notes",
             .pattern = kNotesPath,
             .accepted = kReadEvents,
             .parameters = kNoteParameters,
             .handler = &list_issue_notes,
             .aliases = kNotesAliases,
             .summary = "List the comments on an issue",
             .answer = list_of(kActivity)},
    ApiRoute{.name = "organization_issue_note_create",
             .method = post,
             .pattern = kNotesPath,
             .accepted = kWriteEvents,
             .handler = &create_issue_note,
             .data = Data::write,
             .aliases = kNotesAliases,
             .summary = "Comment on an issue",
             .answer = kActivity,
             .status = 201,
             .body = &kNoteBody},
    ApiRoute{.name = "organization_issue_note_update",
             .method = put,
             .pattern = kNotePath,
             .accepted = kWriteEvents,
             .handler = &update_issue_note,
             .data = Data::write,
             .aliases = kNoteAliases,
             .summary = "Change a comment of one's own",
             .answer = kActivity,
             .body = &kNoteBody},
    ApiRoute{.name = "organization_issue_note_delete",
             .method = delete_,
             .pattern = kNotePath,
             .accepted = kWriteEvents,
             .handler = &delete_issue_note,
             .data = Data::write,
             .aliases = kNoteAliases,
             .summary = "Delete a comment of one's own",
             .empty_status = 204},
    ApiRoute{.name = "organization_issues_count",
             .pattern = "/api/0/organizations/{org}/issues-count/",
             .accepted = kReadEvents,
             .parameters = kCountParameters,
             .handler = &count_issues,
             .summary = "Count the issues that some searches find, each up to 100",
             .answer = map_of(kInteger)},
    ApiRoute{.name = "organization_issues_stats",
             .pattern = "/api/0/organizations/{org}/issues-stats/",
             .accepted = kReadEvents,
             .parameters = kStatsParameters,
             .handler = &list_issue_stats,
             .summary = "Read the counts and charts of issues",
             .answer = list_of(kCollapsedIssue)},
    ApiRoute{.name = "organization_issue_user_reports",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/user-reports/",
             .accepted = kReadEvents,
             .parameters = kNoteParameters,
             .handler = &list_issue_user_reports,
             .aliases = kReportAliases,
             .summary = "List what people wrote about the events of an issue",
             .answer = list_of(kUserReport)},
    ApiRoute{.name = "organization_issue_external_issues",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/external-issues/",
             .accepted = kReadEvents,
             .parameters = kNoteParameters,
             .handler = &list_nothing_of_issue,
             .aliases = kExternalAliases,
             .summary = "List the issues of other trackers: none can be linked yet",
             .answer = kAnyList},
    ApiRoute{.name = "organization_issue_integrations",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/integrations/",
             .accepted = kReadEvents,
             .parameters = kNoteParameters,
             .handler = &list_nothing_of_issue,
             .aliases = kIntegrationAliases,
             .summary = "List what an issue can be linked by: there is nothing yet",
             .answer = kAnyList},
    ApiRoute{.name = "organization_issue_releases",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/first-last-release/",
             .accepted = kReadEvents,
             .handler = &show_issue_releases,
             .summary = "Read the first and the last release of an issue",
             .answer = kFirstLastRelease},
    ApiRoute{.name = "organization_short_id",
             .pattern = "/api/0/organizations/{org}/shortids/{short_id}/",
             .accepted = kReadEvents,
             .handler = &find_short_id,
             .summary = "Find an issue by its short id",
             .answer = kShortId},
};

}  // namespace

std::span<const ApiRoute> issue_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
