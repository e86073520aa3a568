// How organizations, teams, members, projects, keys, environments and the audit log look in answers
// and in the bodies of requests. Beside organization_json.h, team_json.h, member_json.h,
// project_json.h, key_json.h and environment_json.h, which write them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kOrganizationSummary;
extern const ObjectShape kOrganizationDetail;
extern const ObjectShape kOwnedOrganization;
extern const ObjectShape kTeam;
extern const ObjectShape kMember;
extern const ObjectShape kMemberDetail;
extern const ObjectShape kTeamPlace;
extern const ObjectShape kInvitation;
extern const ObjectShape kAuditLog;

inline constexpr Shape kOrganizationLists[] = {list_of(kOrganizationSummary),
                                               list_of(kOwnedOrganization)};

// Bodies.
extern const ObjectShape kCreateOrganizationBody;
extern const ObjectShape kOrganizationChangeBody;
extern const ObjectShape kTeamBody;
extern const ObjectShape kInviteMemberBody;
extern const ObjectShape kMemberChangeBody;
extern const ObjectShape kTeamRoleBody;
extern const ObjectShape kNewAccountBody;

}  // namespace picket::api
