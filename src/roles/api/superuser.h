// Who runs the server: the owners of the organization that was made first on it. It opens what is
// told of the instance, and nothing of other organizations. Why: docs/decisions/0066.
#pragma once

#include <span>

#include "domain/access/membership.h"
#include "ports/meta_db.h"
#include "roles/api/problem.h"

namespace picket::api {

Answer<bool> is_superuser(std::span<const domain::access::Membership> memberships,
                          ports::MetaTx& meta);

}  // namespace picket::api
