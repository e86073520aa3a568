// Rows of `SELECT all_columns()` back into EventRow.
#pragma once

#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "domain/event/row.h"

namespace picket::adapters::duck {

/// All rows of an answer whose columns are all_columns(), in its order.
std::vector<domain::EventRow> read_rows(QueryResult& result);

}  // namespace picket::adapters::duck
