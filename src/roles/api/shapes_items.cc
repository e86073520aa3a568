#include "roles/api/shapes_items.h"

#include "roles/api/shapes_events.h"
#include "roles/api/shapes_issues.h"
#include "roles/api/shapes_releases.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr Member kAttachmentMembers[] = {
    {"id", kText},      {"event_id", kText},        {"type", kText},
    {"name", kText},    {"mimetype", kText},        {"dateCreated", kDate},
    {"size", kInteger}, {"headers", map_of(kText)}, {"sha1", kText}};

constexpr Member kTransactionMembers[] = {
    {"id", kText},
    {"groupID", kText.or_null()},
    {"eventID", kText},
    {"projectID", kText},
    {"message", kText},
    {"title", kText},
    {"location", kText.or_null()},
    {"user", kAnyObject.or_null()},
    {"tags", list_of(kAnyObject)},
    {"platform", kText},
    {"metadata", kAnyObject},
    {"size", kInteger.or_null()},
    {"entries", list_of(kAnyObject)},
    {"dist", kText.or_null()},
    {"contexts", map_of(kAnyObject)},
    {"sdk", kAnyObject.or_null()},
    {"context", kAnyObject},
    {"packages", kAnyObject},
    {"type", kText},
    {"dateReceived", kDate},
    {"errors", list_of(kAnyObject)},
    {"occurrence", kNull},
    {"_meta", kAnyObject},
    {"startTimestamp", kNumber},
    {"endTimestamp", kNumber},
    {"measurements", kAnyObject},
    {"breakdowns", kAnyObject},
    {"release", Shape(kReleaseRef).or_null()},
    {"userReport", kNull},
    {"sdkUpdates", kAnyList},
    {"resolvedWith", kAnyList},
    {"nextEventID", kText.or_null()},
    {"previousEventID", kText.or_null()},
};

constexpr Member kReporterMembers[] = {{"id", kText},
                                       {"username", kText.or_null()},
                                       {"email", kText.or_null()},
                                       {"name", kText.or_null()},
                                       {"ipAddress", kText.or_null()},
                                       {"avatarUrl", kText.or_null()}};
constexpr ObjectShape kReporter{"Reporter", kReporterMembers};
constexpr Member kAboutMembers[] = {{"id", kText}, {"eventID", kText}};
constexpr ObjectShape kAbout{"ReportedEvent", kAboutMembers};
constexpr Member kReportMembers[] = {{"id", kText},
                                     {"eventID", kText},
                                     {"name", kText.or_null()},
                                     {"email", kText.or_null()},
                                     {"comments", kText},
                                     {"dateCreated", kDate},
                                     {"user", Shape(kReporter).or_null()},
                                     {"event", kAbout}};
constexpr Member kListedMembers[] = {{"issue", Shape(kIssueBase).or_null()}};
constexpr Member kBodyMembers[] = {{"event_id", kText.up_to(36)},
                                   {"name", kText.up_to(128)},
                                   {"email", kText.up_to(128)},
                                   {"comments", kText.up_to(4096)}};

constexpr Member kByMembers[] = {{"project", kInteger, optional},
                                 {"release", kText, optional},
                                 {"environment", kText, optional},
                                 {"session.status", kText, optional}};
constexpr ObjectShape kBy{"SessionsBy", kByMembers};
constexpr Shape kValue = kNumber.or_null();
constexpr Shape kValues = list_of(kValue);
constexpr Member kGroupMembers[] = {
    {"by", kBy}, {"totals", map_of(kValue), optional}, {"series", map_of(kValues), optional}};
constexpr ObjectShape kGroup{"SessionsGroup", kGroupMembers};
constexpr Shape kDates = list_of(kDate);
constexpr Member kSeriesMembers[] = {{"start", kDate},
                                     {"end", kDate},
                                     {"intervals", kDates},
                                     {"groups", list_of(kGroup)},
                                     {"query", kText}};

constexpr Member kPlaceMembers[] = {{"id", kText}, {"slug", kText}, {"name", kText}};
constexpr ObjectShape kPlace{"MonitorProject", kPlaceMembers};
constexpr Member kEnvironmentMembers[] = {
    {"name", kText}, {"status", kText}, {"isMuted", kFlag}, {"lastCheckIn", kDate}};
constexpr ObjectShape kEnvironment{"MonitorEnvironment", kEnvironmentMembers};
constexpr Member kMonitorMembers[] = {
    {"id", kText},          {"slug", kText},
    {"name", kText},        {"status", kText},
    {"type", kText},        {"isMuted", kFlag},
    {"config", kAnyObject}, {"dateCreated", kDate},
    {"project", kPlace},    {"environments", list_of(kEnvironment)}};
constexpr Member kCheckInMembers[] = {{"id", kText},          {"environment", kText},
                                      {"status", kText},      {"duration", kInteger.or_null()},
                                      {"dateCreated", kDate}, {"dateUpdated", kDate}};

}  // namespace

const ObjectShape kAttachment{"Attachment", kAttachmentMembers};
const ObjectShape kTransactionEvent{"TransactionEvent", kTransactionMembers};
const ObjectShape kUserReport{"UserReport", kReportMembers};
const ObjectShape kListedUserReport{"ListedUserReport", kListedMembers, &kUserReport};
const ObjectShape kSessionSeries{"SessionSeries", kSeriesMembers};
const ObjectShape kMonitor{"Monitor", kMonitorMembers};
const ObjectShape kCheckIn{"CheckIn", kCheckInMembers};

const ObjectShape kUserReportBody{"NewUserReport", kBodyMembers};

}  // namespace picket::api
