// What a table is ordered by. Source: shared spec "api", section 12.1.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "domain/discover/column.h"

namespace picket::domain::discover {

struct Sort {
  std::size_t column = 0;
  bool descending = false;

  friend bool operator==(const Sort&, const Sort&) = default;
};

/// "-count()" or its alias "-count"; nullopt when none of the columns is called so.
std::optional<Sort> find_sort(std::string_view text, std::span<const Column> columns);

}  // namespace picket::domain::discover
