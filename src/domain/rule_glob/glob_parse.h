// Reads a glob's text. For glob.cc only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/rule_glob/glob.h"

namespace picket::domain::rule_glob {

/// The patterns without `{}` that one with them stands for.
Result<std::vector<std::string>, GlobError> expand_alternatives(std::string_view pattern);

/// Of a pattern without `{}`.
Result<Branch, GlobError> parse_branch(std::string_view pattern, GlobOptions options);

}  // namespace picket::domain::rule_glob
