// How tombstones look. Beside tombstones.cc.
#pragma once

#include "roles/api/shape.h"

namespace picket::api {

extern const ObjectShape kTombstone;

}  // namespace picket::api
