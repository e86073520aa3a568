// Free-form values within a depth and a size. Source: shared spec "ingest", section 3.5; the
// reference is relay's TrimmingProcessor.
#pragma once

#include <cstddef>

#include <boost/json.hpp>

#include "domain/normalize/meta.h"
#include "domain/normalize/path.h"

namespace picket::domain::normalize {

struct BudgetLimit {
  std::size_t depth;
  std::size_t bytes;
  bool of_pairs = false;  ///< The value is a list of [name, value]: none is cut apart.
};

/// Cuts what is beyond the limit: long strings, the tails of containers (those of objects in the
/// order of their keys; of a pair, what is cut becomes null), and containers at the lowest level,
/// which become their JSON text. Returns the bytes used, a few more than the limit where a text was
/// cut. Nothing beyond: one walk.
std::size_t fit_budget(boost::json::value& value, BudgetLimit limit, const Path& path, Meta& meta);

/// What a value costs of a budget that it fits into.
std::size_t budget_cost(const boost::json::value& value);

}  // namespace picket::domain::normalize
