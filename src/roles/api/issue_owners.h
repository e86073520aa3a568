// Whom ownership rules suggest, as JSON. Source: shared spec "api", section 7.2, `owners`.
#pragma once

#include <span>
#include <string>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "roles/api/call.h"

namespace picket::api {

/// Sets `owners` of each item, one per issue in their order, if that is among the expansions: a
/// list, or null where nobody is suggested.
Answer<void> add_owners(const Call& call, std::span<const std::string> expansions,
                        std::span<const domain::Issue> issues, boost::json::array& items);

}  // namespace picket::api
