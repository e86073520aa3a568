#include "roles/api/shapes_preview.h"

#include "roles/api/shapes_projects.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr Member kSampleMembers[] = {{"stored", kInteger},
                                     {"examined", kInteger},
                                     {"unreadable", kInteger},
                                     {"oldest", kDate.or_null()},
                                     {"complete", kFlag}};

constexpr Member kExampleMembers[] = {{"eventID", kText},
                                      {"groupID", kText},
                                      {"title", kText},
                                      {"dateCreated", kDate},
                                      {"reason", kText}};
constexpr ObjectShape kExample{"FilteredExample", kExampleMembers};
constexpr Member kTouchedMembers[] = {{"id", kText}, {"title", kText}, {"events", kInteger}};
constexpr ObjectShape kTouched{"FilteredIssue", kTouchedMembers};
const Member kFilterMembers[] = {
    {"sample", kSample},      {"dropped", kInteger},         {"byReason", map_of(kInteger)},
    {"issueCount", kInteger}, {"issues", list_of(kTouched)}, {"examples", list_of(kExample)}};
constexpr Member kFilterBodyMembers[] = {{"filters", kAnyObject, optional}};

constexpr Member kMoveMembers[] = {{"from", kText},           {"to", kText.or_null()},
                                   {"hash", kText.or_null()}, {"events", kInteger},
                                   {"title", kText},          {"eventID", kText}};
constexpr ObjectShape kMove{"GroupingMove", kMoveMembers};
const Member kGroupingMembers[] = {{"sample", kSample},     {"moved", kInteger},
                                   {"split", kInteger},     {"merged", kInteger},
                                   {"moveCount", kInteger}, {"moves", list_of(kMove)}};

constexpr Member kChangeMembers[] = {{"path", kText}, {"before", kAny}, {"after", kAny}};
constexpr ObjectShape kChange{"ScrubbedValue", kChangeMembers};
constexpr Member kScrubbingMembers[] = {
    {"changes", list_of(kChange)}, {"complete", kFlag}, {"event", kAnyObject}};
constexpr Member kScrubbingBodyMembers[] = {{"event", kAnyObject, optional},
                                            {"eventId", kText.up_to(36), optional}};

}  // namespace

const ObjectShape kSample{"EventSample", kSampleMembers};
const ObjectShape kFilterPreview{"FilterPreview", kFilterMembers};
const ObjectShape kGroupingPreview{"GroupingPreview", kGroupingMembers};
const ObjectShape kScrubbingPreview{"ScrubbingPreview", kScrubbingMembers};
const ObjectShape kFilterPreviewBody{
    .name = "FilterDraft", .members = kFilterBodyMembers, .base = &kProjectChangeBody};
const ObjectShape kScrubbingPreviewBody{
    .name = "ScrubbingDraft", .members = kScrubbingBodyMembers, .base = &kProjectChangeBody};

}  // namespace picket::api
