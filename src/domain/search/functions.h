// The functions that a search on groups of events may filter by, as data.
// Source: shared spec "search", section 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "domain/search/ast.h"

namespace picket::domain::search {

struct FunctionInfo {
  std::string_view name;
  std::size_t min_arguments = 0;
  std::size_t max_arguments = 0;
  /// Of the result; none: that of the first argument, which is transaction.duration by default.
  std::optional<ValueType> type{};
  std::string_view about{};
};

std::span<const FunctionInfo> functions() noexcept;
/// Null when there is none.
const FunctionInfo* find_function(std::string_view name) noexcept;
bool is_function(std::string_view name) noexcept;

}  // namespace picket::domain::search
