// How releases look in answers and bodies. Beside release_json.cc and release_fields.cc, which
// write and read them.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kRelease;
extern const ObjectShape kListedRelease;  ///< With its share of events, when asked for.
extern const ObjectShape kReleaseRef;     ///< Of one that is not known only the version.
extern const ObjectShape kFirstLastRelease;

// Bodies.
extern const ObjectShape kNewReleaseBody;
extern const ObjectShape kProjectReleaseBody;
extern const ObjectShape kReleaseBody;

}  // namespace picket::api
