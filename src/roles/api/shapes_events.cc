#include "roles/api/shapes_events.h"

#include "roles/api/shapes_issues.h"
#include "roles/api/shapes_releases.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr Member kUserMembers[] = {{"id", kText.or_null()},       {"email", kText.or_null()},
                                   {"username", kText.or_null()}, {"ip_address", kText.or_null()},
                                   {"name", kText.or_null()},     {"geo", kAnyObject.or_null()},
                                   {"data", kAnyObject.or_null()}};
constexpr ObjectShape kUser{"EventUser", kUserMembers};
constexpr Member kTagMembers[] = {{"key", kText}, {"value", kText}, {"query", kText, optional}};
constexpr ObjectShape kTag{"EventTag", kTagMembers};
constexpr Member kEntryMembers[] = {{"type", kText}, {"data", kAnyObject}};
constexpr ObjectShape kEntry{"EventEntry", kEntryMembers};
constexpr Member kSdkMembers[] = {{"name", kText.or_null()}, {"version", kText.or_null()}};
constexpr ObjectShape kSdk{"EventSdk", kSdkMembers};
constexpr Member kErrorMembers[] = {{"type", kText}, {"message", kText}, {"data", kAnyObject}};
constexpr ObjectShape kError{"ProcessingError", kErrorMembers};
constexpr Member kMetaMembers[] = {{"entries", kAnyObject}, {"message", kAny},   {"user", kAny},
                                   {"contexts", kAny},      {"sdk", kAny},       {"context", kAny},
                                   {"packages", kAny},      {"tags", kAnyObject}};
constexpr ObjectShape kMeta{"EventMeta", kMetaMembers};
constexpr Member kGroupingMembers[] = {{"id", kText}, {"enhancements", kText}};
constexpr ObjectShape kGrouping{"GroupingConfig", kGroupingMembers};

constexpr Member kCommonMembers[] = {{"id", kText},
                                     {"groupID", kText.or_null()},
                                     {"eventID", kText},
                                     {"projectID", kText},
                                     {"message", kText},
                                     {"title", kText},
                                     {"location", kText.or_null()},
                                     {"culprit", kText},
                                     {"user", Shape(kUser).or_null()},
                                     {"tags", list_of(kTag)},
                                     {"platform", kText},
                                     {"dateCreated", kDate},
                                     {"crashFile", kNull},
                                     {"metadata", kAnyObject}};
constexpr ObjectShape kCommon{"EventCommon", kCommonMembers};
constexpr Member kSimpleMembers[] = {{"event.type", kText}};
constexpr Member kBaseMembers[] = {{"size", kInteger.or_null()},   {"entries", list_of(kEntry)},
                                   {"dist", kText.or_null()},      {"contexts", map_of(kAnyObject)},
                                   {"sdk", Shape(kSdk).or_null()}, {"context", kAnyObject},
                                   {"packages", kAnyObject},       {"type", kText},
                                   {"dateReceived", kDate},        {"errors", list_of(kError)},
                                   {"occurrence", kNull},          {"_meta", kMeta},
                                   {"fingerprints", kTexts},       {"groupingConfig", kGrouping}};
constexpr Member kEventMembers[] = {{"release", Shape(kReleaseRef).or_null()},
                                    {"userReport", kNull},
                                    {"sdkUpdates", kAnyList},
                                    {"resolvedWith", kAnyList},
                                    {"nextEventID", kText.or_null()},
                                    {"previousEventID", kText.or_null()}};

constexpr Member kPlaceMembers[] = {{"organizationSlug", kText},
                                    {"projectSlug", kText},
                                    {"groupId", kText},
                                    {"eventId", kText},
                                    {"event", kEvent}};
constexpr Member kStoredMembers[] = {
    {"title", kText}, {"culprit", kText}, {"location", kText.or_null()}};

constexpr Member kVariantMembers[] = {{"type", kText},
                                      {"description", kText},
                                      {"key", kText},
                                      {"hash", kText.or_null()},
                                      {"hashMismatch", kFlag},
                                      {"contributes", kFlag},
                                      {"hint", kText.or_null()},
                                      {"component", kAnyObject, Presence::optional},
                                      {"config", kAnyObject, Presence::optional},
                                      {"values", kAnyList, Presence::optional},
                                      {"matched_rule", kText, Presence::optional},
                                      {"checksum", kText, Presence::optional},
                                      {"raw_checksum", kText, Presence::optional}};
constexpr ObjectShape kVariant{"GroupingVariant", kVariantMembers};
constexpr Shape kVariantShape = kVariant;
constexpr Member kInfoMembers[] = {{"grouping_config", kText}, {"variants", map_of(kVariantShape)}};

}  // namespace

const ObjectShape kSimpleEvent{"SimpleEvent", kSimpleMembers, &kCommon};
const ObjectShape kEventBase{"FullEvent", kBaseMembers, &kCommon};
const ObjectShape kEvent{"PicketEvent", kEventMembers, &kEventBase};
const ObjectShape kEventPlace{"EventPlace", kPlaceMembers};
const ObjectShape kGroupingInfo{"GroupingInfo", kInfoMembers};
const ObjectShape kStoredEvent{.name = "StoredEvent", .members = kStoredMembers, .open = true};

}  // namespace picket::api
