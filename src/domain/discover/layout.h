// Where the columns of a table are in the rows of the event store, which has each value once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "domain/discover/column.h"

namespace picket::domain::discover {

struct Layout {
  std::vector<search::EventValue> values;
  std::vector<search::EventAggregate> aggregates;
  std::vector<std::size_t> places;  ///< Of each column: its value in a row, values first.

  /// With functions a row is a group of events; else it is an event.
  bool is_grouped() const noexcept { return !aggregates.empty(); }
};

Layout lay_out(std::span<const Column> columns);

}  // namespace picket::domain::discover
