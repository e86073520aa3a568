// How ownership rules look in answers and in the bodies of requests. Beside ownership_rules.h.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kOwnership;
extern const ObjectShape kCodeowners;
extern const ObjectShape kEventOwners;

// Bodies.
extern const ObjectShape kOwnershipBody;
extern const ObjectShape kCodeownersBody;

}  // namespace picket::api
