#include "roles/api/shapes_issues.h"

#include "roles/api/shapes_events.h"
#include "roles/api/shapes_people.h"
#include "roles/api/shapes_projects.h"
#include "roles/api/shapes_releases.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::string_view kLevels[] = {"sample", "debug", "info", "warning", "error", "fatal"};
constexpr std::string_view kStatuses[] = {
    "unresolved",           "resolved",    "ignored", "pending_deletion", "pending_merge",
    "deletion_in_progress", "reprocessing"};
constexpr std::string_view kSubstatuses[] = {
    "archived_until_escalating", "escalating", "ongoing", "archived_until_condition_met",
    "archived_forever",          "regressed",  "new"};
constexpr std::string_view kPriorities[] = {"high", "medium", "low"};
constexpr std::string_view kActorKinds[] = {"user", "team"};

constexpr Member kActorMembers[] = {
    {"type", one_of(kActorKinds)}, {"id", kText}, {"name", kText}, {"email", kText, optional}};

constexpr Member kReasonMembers[] = {{"reason", kText}};
constexpr ObjectShape kSubscription{"SubscriptionDetails", kReasonMembers};
constexpr Member kStatusDetailsMembers[] = {{"autoResolved", kFlag, optional},
                                            {"inNextRelease", kFlag, optional},
                                            {"inRelease", kText, optional},
                                            {"ignoreCount", kInteger.or_null(), optional},
                                            {"ignoreUntil", kDate.or_null(), optional},
                                            {"ignoreUserCount", kInteger.or_null(), optional},
                                            {"ignoreUserWindow", kInteger.or_null(), optional},
                                            {"ignoreWindow", kInteger.or_null(), optional},
                                            {"actor", Shape(kUser).or_null(), optional}};
constexpr ObjectShape kStatusDetails{"StatusDetails", kStatusDetailsMembers};

constexpr Member kMetadataMembers[] = {{"title", kText},
                                       {"type", kText, optional},
                                       {"value", kText, optional},
                                       {"filename", kText, optional},
                                       {"function", kText, optional},
                                       {"in_app_frame_mix", kText, optional},
                                       {"initial_priority", kInteger}};
constexpr ObjectShape kMetadata{.name = "IssueMetadata", .members = kMetadataMembers, .open = true};

constexpr Member kBaseMembers[] = {
    {"id", kText},
    {"shareId", kText.or_null()},
    {"shortId", kText},
    {"title", kText},
    {"culprit", kText},
    {"permalink", kText},
    {"logger", kText.or_null()},
    {"level", one_of(kLevels)},
    {"status", one_of(kStatuses)},
    {"statusDetails", kStatusDetails},
    {"substatus", one_of(kSubstatuses).or_null()},
    {"isPublic", kFlag},
    {"platform", kText.or_null()},
    {"project", kProjectRef},
    {"type", kText},
    {"metadata", kMetadata},
    {"numComments", kInteger},
    {"assignedTo", Shape(kActor).or_null()},
    {"isBookmarked", kFlag},
    {"isSubscribed", kFlag},
    {"subscriptionDetails", Shape(kSubscription).or_null()},
    {"hasSeen", kFlag},
    {"annotations", kAnyList},
    {"issueType", kText},
    {"issueCategory", kText},
    {"priority", one_of(kPriorities)},
    {"priorityLockedAt", kDate.or_null()},
    {"seerFixabilityScore", kNull},
    {"seerAutofixLastTriggered", kNull},
    {"seerExplorerAutofixLastTriggered", kNull},
};
constexpr Member kCountsMembers[] = {{"isUnhandled", kFlag},
                                     {"count", kText},
                                     {"userCount", kInteger},
                                     {"firstSeen", kDate},
                                     {"lastSeen", kDate}};
constexpr ObjectShape kWithCounts{"IssueWithCounts", kCountsMembers, &kIssueBase};

constexpr Member kLifetimeMembers[] = {{"count", kText},
                                       {"userCount", kInteger},
                                       {"firstSeen", kDate},
                                       {"lastSeen", kDate},
                                       {"stats", kNull}};
constexpr ObjectShape kLifetime{"IssueLifetime", kLifetimeMembers};

/// By the period: "24h".
constexpr Shape kStats = map_of(kSeries);

constexpr std::string_view kOwnerKinds[] = {"suspectCommit", "ownershipRule", "codeowners"};
constexpr Member kOwnerMembers[] = {
    {"type", one_of(kOwnerKinds)}, {"owner", kText}, {"date_added", kDate}};
constexpr ObjectShape kOwner{"SuggestedOwner", kOwnerMembers};

constexpr Member kFilteredMembers[] = {{"count", kText},
                                       {"userCount", kInteger},
                                       {"firstSeen", kDate.or_null()},
                                       {"lastSeen", kDate.or_null()},
                                       {"stats", kStats, optional}};
/// Of the events that the search is for.
constexpr ObjectShape kFiltered{"IssueFiltered", kFilteredMembers};

constexpr Member kListedMembers[] = {{"stats", kStats, optional},
                                     {"lifetime", kLifetime, optional},
                                     {"filtered", Shape(kFiltered).or_null(), optional},
                                     {"matchingEventId", kText, optional},
                                     {"inbox", kNull, optional},
                                     {"owners", list_of(kOwner).or_null(), optional},
                                     {"integrationIssues", kAnyList, optional},
                                     {"sentryAppIssues", kAnyList, optional},
                                     {"latestEventHasAttachments", kFlag, optional}};
/// Whatever is left out, `id` stays.
constexpr Member kCollapsedMembers[] = {{"id", kText}};

constexpr Member kSeenMembers[] = {{"lastSeen", kDate}};
constexpr ObjectShape kSeenBy{"SeenBy", kSeenMembers, &kUser};
constexpr Member kKindMembers[] = {{"type", kText}};
constexpr ObjectShape kParticipant{"Participant", kKindMembers, &kUser};

constexpr Member kDetailMembers[] = {{"userReportCount", kInteger},
                                     {"activity", list_of(kActivity)},
                                     {"seenBy", list_of(kSeenBy)},
                                     {"participants", list_of(kParticipant)},
                                     {"firstRelease", Shape(kReleaseRef).or_null(), optional},
                                     {"lastRelease", Shape(kReleaseRef).or_null(), optional},
                                     {"tags", list_of(kTagKey), optional},
                                     {"stats", kStats, optional},
                                     {"pluginActions", kAnyList},
                                     {"pluginIssues", kAnyList},
                                     {"pluginContexts", kAnyList},
                                     {"inbox", kNull, optional},
                                     {"owners", list_of(kOwner).or_null(), optional},
                                     {"integrationIssues", kAnyList, optional},
                                     {"sentryAppIssues", kAnyList, optional},
                                     {"latestEventHasAttachments", kFlag, optional}};

constexpr Member kMergedMembers[] = {{"parent", kText}, {"children", kTexts}};
constexpr ObjectShape kMerged{"MergedIssues", kMergedMembers};
constexpr Member kUndoMembers[] = {{"id", kTexts}, {"body", kIssueUpdateBody}};
constexpr ObjectShape kUndoStep{"UndoStep", kUndoMembers};
constexpr Member kDeltaMembers[] = {
    {"status", one_of(kStatuses), optional},
    {"statusDetails", kStatusDetails, optional},
    {"substatus", one_of(kSubstatuses).or_null(), optional},
    {"inbox", kFlag.or_null(), optional},
    {"assignedTo", Shape(kActor).or_null(), optional},
    {"priority", one_of(kPriorities), optional},
    {"hasSeen", kFlag, optional},
    {"isBookmarked", kFlag, optional},
    {"isSubscribed", kFlag, optional},
    {"subscriptionDetails", Shape(kSubscription).or_null(), optional},
    {"isPublic", kFlag, optional},
    {"shareId", kText.or_null(), optional},
    {"merge", kMerged, optional},
    {"undo", list_of(kUndoStep), optional}};

constexpr Member kActivityMembers[] = {{"id", kText},         {"user", Shape(kUser).or_null()},
                                       {"sentry_app", kNull}, {"type", kText},
                                       {"data", kAnyObject},  {"dateCreated", kDate}};
constexpr Member kActivitiesMembers[] = {{"activity", list_of(kActivity)}};

constexpr Shape kLatestForms[] = {kEventBase, kSimpleEvent};
constexpr Member kHashMembers[] = {{"id", kText},
                                   {"latestEvent", either_of(kLatestForms).or_null()},
                                   {"mergedBySeer", kFlag},
                                   {"seerMatchDistance", kNull}};

constexpr Member kShortIdMembers[] = {{"organizationSlug", kText},
                                      {"projectSlug", kText},
                                      {"groupId", kText},
                                      {"shortId", kText},
                                      {"group", kIssue}};

constexpr Member kTagKeyMembers[] = {{"key", kText},
                                     {"name", kText},
                                     {"totalValues", kInteger},
                                     {"topValues", list_of(kTagValue), optional},
                                     {"uniqueValues", kInteger, optional}};
constexpr Member kTagValueMembers[] = {
    {"key", kText},      {"name", kText},      {"value", kText},          {"count", kInteger},
    {"lastSeen", kDate}, {"firstSeen", kDate}, {"query", kText, optional}};

constexpr std::string_view kWrittenStatuses[] = {"unresolved", "resolved", "resolvedInNextRelease",
                                                 "ignored",    "archived", "muted"};
constexpr Member kStatusWishMembers[] = {
    {"inNextRelease", kFlag, optional},
    {"inUpcomingRelease", kFlag, optional},
    {"inRelease", kText.up_to(250), optional},
    {"untilEscalating", kFlag, optional},
    {"ignoreDuration", kInteger.from_to(0, 5'270'400).or_null(), optional},
    {"ignoreUntil", kText.up_to(64).or_null(), optional},
    {"ignoreCount", kInteger.from_to(0, 1'000'000'000).or_null(), optional},
    {"ignoreWindow", kInteger.from_to(0, 10'080).or_null(), optional},
    {"ignoreUserCount", kInteger.from_to(0, 1'000'000'000).or_null(), optional},
    {"ignoreUserWindow", kInteger.from_to(0, 10'080).or_null(), optional}};
constexpr ObjectShape kStatusWish{
    .name = "StatusDetailsChange", .members = kStatusWishMembers, .open = true};
/// A number is a user's id.
constexpr Shape kAssigneeForms[] = {kText.up_to(320), kInteger};
/// Clients send 1 or true.
constexpr Shape kWishForms[] = {kFlag, kInteger};
constexpr Member kUpdateMembers[] = {
    {"status", one_of(kWrittenStatuses), optional},
    {"statusDetails", kStatusWish, optional},
    // Older clients write these beside the status.
    {"ignoreDuration", kInteger.from_to(0, 5'270'400).or_null(), optional},
    {"ignoreUntil", kText.up_to(64).or_null(), optional},
    {"ignoreCount", kInteger.from_to(0, 1'000'000'000).or_null(), optional},
    {"ignoreWindow", kInteger.from_to(0, 10'080).or_null(), optional},
    {"ignoreUserCount", kInteger.from_to(0, 1'000'000'000).or_null(), optional},
    {"ignoreUserWindow", kInteger.from_to(0, 10'080).or_null(), optional},
    {"substatus", one_of(kSubstatuses), optional},
    {"priority", one_of(kPriorities), optional},
    {"assignedTo", either_of(kAssigneeForms).or_null(), optional},
    {"hasSeen", kFlag, optional},
    {"isBookmarked", kFlag, optional},
    {"isSubscribed", kFlag, optional},
    {"isPublic", kFlag, optional},
    {"inbox", kFlag, optional},
    {"merge", either_of(kWishForms), optional},
    {"discard", either_of(kWishForms), optional},
};
constexpr Member kNoteMembers[] = {{"text", kText.up_to(10'000)},
                                   {"mentions", kTexts.up_to(100), optional}};

}  // namespace

const ObjectShape kActor{"Actor", kActorMembers};
const ObjectShape kIssueBase{"IssueBase", kBaseMembers};
const ObjectShape kIssue{"Issue", kListedMembers, &kWithCounts};
const ObjectShape kCollapsedIssue{
    .name = "CollapsedIssue", .members = kCollapsedMembers, .base = &kIssue, .partial = true};
const ObjectShape kIssueDetail{"IssueDetail", kDetailMembers, &kWithCounts};
const ObjectShape kIssueDelta{"IssueDelta", kDeltaMembers};
const ObjectShape kActivity{"Activity", kActivityMembers};
const ObjectShape kActivities{"Activities", kActivitiesMembers};
const ObjectShape kIssueHash{"IssueHash", kHashMembers};
const ObjectShape kShortId{"ShortId", kShortIdMembers};
const ObjectShape kTagKey{"TagKey", kTagKeyMembers};
const ObjectShape kTagValue{"TagValue", kTagValueMembers};

constexpr Member kSearchKeyMembers[] = {
    {"key", kText}, {"kind", kText}, {"about", kText}, {"events", kInteger.or_null()}};
const ObjectShape kSearchKey{"SearchKey", kSearchKeyMembers};

constexpr Member kSearchValueMembers[] = {{"value", kText},
                                          {"kind", kText},
                                          {"about", kText},
                                          {"events", kInteger.or_null()},
                                          {"lastSeen", kDate.or_null()}};
const ObjectShape kSearchValue{"SearchValue", kSearchValueMembers};

const ObjectShape kIssueUpdateBody{"IssueUpdate", kUpdateMembers};
const ObjectShape kNoteBody{"Note", kNoteMembers};

}  // namespace picket::api
