// How issues, their story and their tags look in answers and in the bodies of requests. Beside
// issue_json.h, issue_activity.h and tag_json.h, which write them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kActor;  ///< A user or a team.
extern const ObjectShape kIssue;
/// Of a list that leaves parts out: `collapse`.
extern const ObjectShape kCollapsedIssue;
extern const ObjectShape kIssueDetail;
extern const ObjectShape kIssueBase;   ///< Without what follows from events.
extern const ObjectShape kIssueDelta;  ///< What a change of many issues did.
extern const ObjectShape kActivity;
extern const ObjectShape kActivities;
extern const ObjectShape kIssueHash;
extern const ObjectShape kShortId;
extern const ObjectShape kTagKey;
extern const ObjectShape kTagValue;
extern const ObjectShape kSearchKey;
extern const ObjectShape kSearchValue;

inline constexpr Shape kListedIssueForms[] = {kIssue, kCollapsedIssue};
inline constexpr Shape kListedIssue = either_of(kListedIssueForms);

// Bodies.
extern const ObjectShape kIssueUpdateBody;
extern const ObjectShape kNoteBody;

}  // namespace picket::api
