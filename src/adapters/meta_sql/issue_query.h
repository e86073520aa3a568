// ports::IssueQuery as SQL text: the lists of a query have any length, so it cannot be a constant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ports/issues.h"

namespace picket::adapters::meta {

struct ComposedQuery {
  std::string text;
  std::vector<std::string> texts;  ///< Its parameters :t1, :t2...
};

/// Both need at least one project and fail with invalid_argument past a limit of limits.h.
Result<ComposedQuery> compose_list(const ports::IssueQuery& query);
Result<ComposedQuery> compose_count(const ports::IssueQuery& query);

/// The LIKE pattern (ESCAPE '!') that finds `text` anywhere.
std::string like_pattern(std::string_view text);

}  // namespace picket::adapters::meta
