// The role that a request names. Source: shared spec "api", section 5.2.
#pragma once

#include <optional>

#include "domain/access/role.h"
#include "roles/api/body.h"

namespace picket::api {

/// `orgRole`, else the older `role`. Nullopt when absent or refused.
std::optional<domain::access::OrgRole> read_org_role(Fields& fields);

}  // namespace picket::api
