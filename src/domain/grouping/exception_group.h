// Exception groups: which of the exceptions of an ExceptionGroup or an AggregateException tell one
// problem from another. Source: shared spec "grouping", section 9.3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

/// More exceptions than this are not searched for groups.
inline constexpr std::size_t kMostGroupedExceptions = 50;

struct GroupFilter {
  std::vector<std::size_t> kept;  ///< Indexes into the exceptions, in the order to hash them.
  std::optional<std::int64_t> main_exception_id;
};

/// Keeps all of them unless they form a tree from one root, without gaps, doubles or cycles.
/// `components` are those of the exceptions, in the same order.
GroupFilter filter_exception_group(const Event& event, std::span<const ByVariant> components);

}  // namespace picket::domain::grouping
