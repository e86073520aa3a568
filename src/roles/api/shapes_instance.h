// How the answers about the instance look. Beside instance_routes.cc.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kIngestHealth;
extern const ObjectShape kDeadLetter;
extern const ObjectShape kReplay;
extern const ObjectShape kInstanceStatus;
extern const ObjectShape kQueue;
extern const ObjectShape kStorage;
extern const ObjectShape kDoctor;

}  // namespace picket::api
