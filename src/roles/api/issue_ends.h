// Issues that become one, and those that nobody wants to hear of any more.
// Source: shared spec "issues", section 7, and "api", sections 8.3 and 10.
#pragma once

#include <cstdint>
#include <vector>

#include <boost/json.hpp>

#include "domain/issue/record.h"
#include "roles/api/call.h"

namespace picket::api {

/// 400: nothing is merged with itself.
Problem too_few_to_merge();
/// Merges them, tells it, and returns {"parent","children"}. 400 unless they are several of one
/// project, 409 while one of them is just being unmerged.
Answer<boost::json::object> merge_issues(const Call& call, std::vector<IssueId> ids);

/// Deletes the issue and has its events dropped from now on; returns the tombstone's id. 400 when
/// the project has as many as it may have.
Answer<std::int64_t> discard_issue(const Call& call, const domain::Issue& issue);

}  // namespace picket::api
