// Which issues are assigned or suggested to somebody.
// Source: shared spec "search", section 5, and "issues", section 10.3.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "domain/issue/record.h"
#include "domain/search/plan.h"
#include "ports/issue_owners.h"

namespace picket::api {

/// Of each issue (at most 1000), whether all of the conditions hold. People are given by number.
Result<std::vector<bool>> meet_suggestions(
    ports::IssueOwners& owners, std::span<const domain::Issue* const> issues,
    std::span<const domain::search::SuggestionCondition> conditions);

}  // namespace picket::api
