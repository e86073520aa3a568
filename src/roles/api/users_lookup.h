// The {user} of a path: `me`, or one's own id. Source: shared spec "api", section 2.
#pragma once

#include "roles/api/call.h"

namespace picket::api {

/// 403 for anybody else, known or not.
Answer<void> check_self(const Call& call);

}  // namespace picket::api
