// A single issue as JSON, as every route about one answers it. Source: shared spec "api", sections
// 8.1 and 8.2.
#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "roles/api/call.h"

namespace picket::api {

/// The base of an issue with its counts, which are those of the environments where any are given.
Answer<boost::json::object> issue_with_counts(const Call& call, const domain::Issue& issue,
                                              const std::vector<std::string>& environments);

}  // namespace picket::api
