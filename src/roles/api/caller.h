// Who asks: the bearer token of a request. Source: shared spec "api", section 1.2.
#pragma once

#include <optional>

#include "domain/access/decision.h"
#include "net/http.h"
#include "ports/meta_db.h"
#include "roles/api/problem.h"

namespace picket::api {

/// nullopt without credentials; 401 for credentials that are none or nobody's. The first
/// Authorization header counts.
Answer<std::optional<domain::access::Caller>> read_caller(const net::Request& request,
                                                          ports::MetaTx& meta);

}  // namespace picket::api
