// Reads a query of the issue list or of the event search.
// Source: shared spec "search". What it leaves open: docs/decisions/0044.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/search/ast.h"
#include "domain/search/config.h"
#include "domain/search/error.h"

namespace picket::domain::search {

/// Filters of one query: each is a condition that a store evaluates for many rows.
inline constexpr std::size_t kMaxFilters = 200;

/// `now` is what relative dates count from. The empty query finds everything.
Result<Search, SearchError> parse_search(std::string_view query, const SearchConfig& config,
                                         Timestamp now);

}  // namespace picket::domain::search
