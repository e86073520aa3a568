// How tombstones and ways to stop a flood look. Beside tombstones.cc and issue_flood.cc.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kTombstone;
extern const ObjectShape kFlood;
extern const ObjectShape kFloodStopped;

// Bodies.
extern const ObjectShape kFloodStopBody;

}  // namespace picket::api
