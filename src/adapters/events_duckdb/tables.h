// ports::EventTables as SQL on one connection. Arguments are checked by the caller.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_tables.h"

namespace picket::adapters::duck {

/// What quantiles may keep in memory that DuckDB does not count as its own, each 70 MB at most.
/// Without limits, digests of 300,000 groups took 5.6 GB.
struct QuantileLimits {
  /// Events times quantiles: exact up to here, 16 bytes each.
  std::int64_t numbers = 4'000'000;
  /// Groups times quantiles: digests up to here, 17 KB each in each of two threads. With more of
  /// both the query is refused: invalid_argument / "bad_event_table".
  std::int64_t digests = 2'000;
};

Outcome<std::vector<ports::TableRow>> table(const Connection& on, const TableFacts& facts,
                                            const ports::TableQuery& query,
                                            const QuantileLimits& limits = {});
/// `buckets`: what ports::check_series() said.
Outcome<std::vector<ports::EventSeries>> series(const Connection& on, const TableFacts& facts,
                                                const ports::SeriesQuery& query,
                                                std::int64_t buckets,
                                                const QuantileLimits& limits = {});

}  // namespace picket::adapters::duck
