// How projects, client keys and environments look in answers and in the bodies of requests. Beside
// project_json.h, key_json.h and environment_json.h, which write them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kProjectRef;  ///< Of an issue.
extern const ObjectShape kProjectSummary;
/// Made together with the team of one's own that it is in.
extern const ObjectShape kProjectWithTeam;
extern const ObjectShape kProjectDetail;
extern const ObjectShape kProjectOfTeam;
extern const ObjectShape kListedProject;  ///< Of the list of all organizations.
extern const ObjectShape kProjectKey;
extern const ObjectShape kInboundFilter;
extern const ObjectShape kEnvironment;
extern const ObjectShape kProjectEnvironment;

// Bodies.
extern const ObjectShape kCreateProjectBody;
extern const ObjectShape kProjectChangeBody;
extern const ObjectShape kProjectKeyBody;
extern const ObjectShape kEnvironmentBody;
extern const ObjectShape kInboundFilterBody;

}  // namespace picket::api
