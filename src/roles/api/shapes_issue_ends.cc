#include "roles/api/shapes_issue_ends.h"

#include "roles/api/shapes_people.h"
#include "roles/api/shapes_preview.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr Member kTombstoneMembers[] = {{"id", kText},
                                        {"type", kText},
                                        {"title", kText},
                                        {"level", kText},
                                        {"culprit", kText},
                                        {"metadata", kAnyObject},
                                        {"actor", Shape(kUser).or_null()},
                                        {"lastSeen", kDate},
                                        {"timesSeen", kInteger},
                                        {"dateAdded", kDate}};

constexpr Member kFloodIssueMembers[] = {
    {"id", kText}, {"shortId", kText}, {"title", kText}, {"dropped", kInteger}};
constexpr ObjectShape kFloodIssue{"FloodIssue", kFloodIssueMembers};
constexpr Member kMessageMembers[] = {
    {"pattern", kText},    {"active", kFlag},        {"sample", kSample},
    {"dropped", kInteger}, {"issueCount", kInteger}, {"otherIssues", list_of(kFloodIssue)}};
constexpr ObjectShape kMessageWay{"FloodByMessage", kMessageMembers};
constexpr Member kDiscardMembers[] = {{"hashes", kInteger}, {"dropped", kInteger}};
constexpr ObjectShape kDiscardWay{"FloodByHash", kDiscardMembers};
constexpr Member kKeyMembers[] = {{"id", kText}, {"name", kText}};
constexpr ObjectShape kKey{"FloodKey", kKeyMembers};
constexpr Member kLimitMembers[] = {{"count", kInteger}, {"window", kInteger}};
constexpr ObjectShape kLimit{"FloodLimit", kLimitMembers};
constexpr Member kByKeyMembers[] = {
    {"key", kKey}, {"rateLimit", kLimit}, {"accepted", kInteger}, {"dropped", kInteger}};
constexpr ObjectShape kLimitWay{"FloodByKey", kByKeyMembers};
constexpr Member kFloodMembers[] = {{"filterMessage", Shape(kMessageWay).or_null()},
                                    {"discard", kDiscardWay},
                                    {"limitKey", Shape(kLimitWay).or_null()}};

constexpr std::string_view kActions[] = {"filter-message", "discard", "limit-key"};
constexpr Member kStoppedMembers[] = {{"action", one_of(kActions)},
                                      {"pattern", kText, optional},
                                      {"tombstone", kText, optional},
                                      {"key", kKey, optional},
                                      {"rateLimit", kLimit, optional}};
constexpr Member kStopMembers[] = {{"action", one_of(kActions)},
                                   {"count", kInteger.from_to(1, 1'000'000'000), optional},
                                   {"window", kInteger.from_to(1, 1'000'000'000), optional}};

}  // namespace

const ObjectShape kTombstone{"Tombstone", kTombstoneMembers};
const ObjectShape kFlood{"Flood", kFloodMembers};
const ObjectShape kFloodStopped{"FloodStopped", kStoppedMembers};
const ObjectShape kFloodStopBody{"FloodStop", kStopMembers};

}  // namespace picket::api
