// The {version} of a path. Source: shared spec "api", sections 1.1 and 16.2.
#pragma once

#include "ports/releases.h"
#include "roles/api/call.h"

namespace picket::api {

/// 404 unless one of the call's projects has the release.
Answer<ports::Release> find_release(const Call& call);

}  // namespace picket::api
