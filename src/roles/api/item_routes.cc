// What comes in besides events: attachments, feedback, sessions, monitors. Paths: shared spec
// "api", sections 4.9, 9.5, 15 and 17; scopes: section 20, where it is silent as of what is beside
// it.
#include <array>

#include "roles/api/item_handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_items.h"

namespace picket::api {
namespace {

using domain::access::kReadEvents;
using domain::access::kReadOrg;
using domain::access::kReadProject;
using domain::access::kWriteProject;
using Names = std::string_view;
using enum net::Method;

constexpr Names kPages[] = {"per_page", "cursor"};
constexpr Names kAttachmentsParameters[] = {"query", "per_page", "cursor"};
constexpr Names kAttachmentParameters[] = {"download"};
constexpr Names kIssueAttachmentsParameters[] = {
    "types", "event_id", "screenshot", "query",    "environment", "statsPeriod",
    "start", "end",      "utc",        "per_page", "cursor"};
constexpr Names kIssueAttachmentsAliases[] = {
    "/api/0/organizations/{org}/groups/{issue}/attachments/", "/api/0/issues/{issue}/attachments/",
    "/api/0/groups/{issue}/attachments/"};
constexpr Names kFeedbackParameters[] = {"status", "per_page", "cursor"};
constexpr Names kSessionsParameters[] = {
    "field", "groupBy", "query", "environment", "project",       "statsPeriod",
    "start", "end",     "utc",   "interval",    "includeTotals", "includeSeries"};
constexpr Names kMonitorsParameters[] = {"project", "per_page", "cursor"};

constexpr std::string_view kAttachmentPath =
    "/api/0/projects/{org}/{project}/events/{event}/attachments/{attachment}/";
constexpr std::string_view kFeedbackPath = "/api/0/projects/{org}/{project}/user-feedback/";

constexpr std::array kRoutes = {
    ApiRoute{.name = "project_event_attachments",
             .pattern = "/api/0/projects/{org}/{project}/events/{event}/attachments/",
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kAttachmentsParameters,
             .handler = &list_attachments,
             .summary = "List the attachments of an event",
             .answer = list_of(kAttachment)},
    ApiRoute{.name = "project_event_attachment",
             .pattern = kAttachmentPath,
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kAttachmentParameters,
             .handler = &show_attachment,
             .summary = "Read about an attachment, or with download its bytes",
             .answer = kAttachment},
    ApiRoute{.name = "project_event_attachment_delete",
             .method = delete_,
             .pattern = kAttachmentPath,
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &delete_attachment,
             .data = Data::write,
             .summary = "Delete an attachment",
             .empty_status = 204},
    ApiRoute{.name = "organization_issue_attachments",
             .pattern = "/api/0/organizations/{org}/issues/{issue}/attachments/",
             .accepted = kReadEvents,
             .parameters = kIssueAttachmentsParameters,
             .handler = &list_issue_attachments,
             .aliases = kIssueAttachmentsAliases,
             .summary = "List the attachments of an issue's events, the newest first",
             .answer = list_of(kAttachment)},
    ApiRoute{.name = "project_user_feedback",
             .pattern = kFeedbackPath,
             .access = Access::project,
             .accepted = kReadProject,
             .parameters = kFeedbackParameters,
             .handler = &list_user_feedback,
             .summary = "List what people wrote about events",
             .answer = list_of(kListedUserReport)},
    ApiRoute{.name = "project_user_feedback_create",
             .method = post,
             .pattern = kFeedbackPath,
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &create_user_feedback,
             .data = Data::write,
             .takes_dsn = true,
             .summary = "Say something about an event",
             .answer = kUserReport,
             .body = &kUserReportBody},
    ApiRoute{.name = "organization_sessions",
             .pattern = "/api/0/organizations/{org}/sessions/",
             .accepted = kReadOrg,
             .parameters = kSessionsParameters,
             .handler = &show_sessions,
             .summary = "Count sessions and how they ended, over time",
             .answer = kSessionSeries},
    ApiRoute{.name = "organization_monitors",
             .pattern = "/api/0/organizations/{org}/monitors/",
             .accepted = kReadOrg,
             .parameters = kMonitorsParameters,
             .handler = &list_monitors,
             .summary = "List the monitors of scheduled jobs",
             .answer = list_of(kMonitor)},
    ApiRoute{.name = "organization_monitor",
             .pattern = "/api/0/organizations/{org}/monitors/{monitor}/",
             .accepted = kReadOrg,
             .handler = &show_monitor,
             .summary = "Read a monitor",
             .answer = kMonitor},
    ApiRoute{.name = "organization_monitor_checkins",
             .pattern = "/api/0/organizations/{org}/monitors/{monitor}/checkins/",
             .accepted = kReadOrg,
             .parameters = kPages,
             .handler = &list_check_ins,
             .summary = "List the check-ins of a monitor",
             .answer = list_of(kCheckIn)},
};

}  // namespace

std::span<const ApiRoute> item_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
