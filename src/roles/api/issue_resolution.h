// In which release an issue is resolved, as a request says it. Source: shared spec "api", section
// 8.3, and "issues", section 3.
#pragma once

#include <optional>
#include <span>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "domain/issue/waiting.h"
#include "roles/api/call.h"

namespace picket::api {

/// Nullopt: in none. `in_next`: asked for by the status, whatever the details say. 400 when the
/// project has no such release, when `issues` are of several projects, and for a commit.
Answer<std::optional<domain::Resolution>> read_resolution(const Call& call,
                                                          const boost::json::object& details,
                                                          bool in_next,
                                                          std::span<const domain::Issue> issues);

}  // namespace picket::api
