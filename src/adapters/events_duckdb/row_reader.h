// Rows of `SELECT all_columns(), rowid` back into EventRow.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "domain/event/row.h"

namespace picket::adapters::duck {

/// All rows of an answer whose columns are all_columns() and rowid, with their rowid.
std::vector<std::pair<std::int64_t, domain::EventRow>> read_rows(QueryResult& result);

}  // namespace picket::adapters::duck
