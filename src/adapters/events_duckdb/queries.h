// Single events and the store's own books, as SQL on one connection. Arguments are checked by the
// caller (ports/event_store.h).
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/safe_offsets.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_store.h"

namespace picket::adapters::duck {

/// In two steps: which rows, from the few columns that decide it, and then all columns of those.
/// Reading all 44 while looking costs a hundred times as much.
Outcome<std::vector<domain::EventRow>> find(const Connection& on, const TableFacts& facts,
                                            const ports::EventFilter& filter,
                                            ports::EventOrder order,
                                            const std::optional<ports::EventCursor>& cursor,
                                            std::size_t limit);
Outcome<ports::EventNeighbours> adjacent(const Connection& on, const TableFacts& facts,
                                         const ports::EventFilter& filter,
                                         const ports::EventCursor& to);
Outcome<std::vector<std::pair<ProjectId, EventId>>> recent_ids(const Connection& on,
                                                               Timestamp since, std::size_t limit);

Outcome<std::vector<ports::HashOverride>> overrides(const Connection& on);
Outcome<bool> has_stray_tags(const Connection& on);
Outcome<ports::EventTotals> totals(const Connection& on);
Outcome<ports::Offset> applied_offset(const Connection& on, const ports::TopicPartition& of);
Outcome<AppliedOffsets> applied_offsets(const Connection& on);

}  // namespace picket::adapters::duck
