// Who sends a request: the credentials that it carries, and what belongs to them.
// Source: shared spec "api", section 1.2, and "access", section 2.9.
#pragma once

#include <optional>

#include "domain/access/decision.h"
#include "net/http.h"
#include "ports/meta_db.h"
#include "roles/api/problem.h"

namespace picket::api {

/// Nullopt without credentials; 401 for wrong ones.
Answer<std::optional<domain::access::Caller>> read_caller(const net::Request& request,
                                                          ports::MetaTx& meta);

/// The memberships of a user, places in teams included.
Answer<std::vector<domain::access::Membership>> read_memberships(UserId user, ports::MetaTx& meta);

}  // namespace picket::api
