// ports::EventRanks as SQL on one connection. Arguments are checked by the caller.
#pragma once

#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_ranks.h"

namespace picket::adapters::duck {

Outcome<std::vector<ports::RankedIssue>> rank_issues(const Connection& on, const TableFacts& facts,
                                                     const ports::IssueRankQuery& query);

}  // namespace picket::adapters::duck
