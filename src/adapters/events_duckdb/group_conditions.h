// What a table asks of groups of events (ports::GroupConditions), as SQL. Every value is bound.
#pragma once

#include <string>
#include <vector>

#include "adapters/events_duckdb/selection.h"
#include "ports/event_tables.h"

namespace picket::adapters::duck {

/// A condition over columns "a0", "a1"...: the aggregates in their order. It was checked
/// (ports::check_table).
std::string group_conditions(Selection& selection, const ports::GroupConditions& conditions,
                             const std::vector<ports::EventAggregate>& aggregates);

}  // namespace picket::adapters::duck
