// The questions of the port as SQL on one connection. Every value is bound.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/safe_offsets.h"
#include "ports/event_store.h"

namespace picket::adapters::duck {

/// Whether a query must look at the override table: it costs a join, so it is left out while the
/// table is empty.
enum class Overrides : bool { ignore, apply };

/// Arguments are checked by the caller (ports/event_store.h).
Outcome<std::vector<domain::EventRow>> find(const Connection& on, Overrides overrides,
                                            const ports::EventFilter& filter,
                                            ports::EventOrder order,
                                            const std::optional<ports::EventCursor>& cursor,
                                            std::size_t limit);
Outcome<std::vector<ports::IssueCount>> count_by_issue(const Connection& on, Overrides overrides,
                                                       const ports::EventFilter& filter,
                                                       std::span<const IssueId> issues);

/// How many events bucket `bucket` after filter.start has; empty buckets are left out.
struct TimeCount {
  IssueId issue;  ///< Zero when not split by issue.
  std::int64_t bucket = 0;
  std::int64_t events = 0;
};
/// Split by issue when `issues` are given; ordered by issue and bucket.
Outcome<std::vector<TimeCount>> count_by_time(const Connection& on, Overrides overrides,
                                              const ports::EventFilter& filter, Duration width,
                                              std::optional<std::span<const IssueId>> issues);
Outcome<std::vector<std::pair<ProjectId, EventId>>> recent_ids(const Connection& on,
                                                               Timestamp since, std::size_t limit);
Outcome<ports::EventTotals> totals(const Connection& on);
Outcome<ports::Offset> applied_offset(const Connection& on, const ports::TopicPartition& of);
Outcome<AppliedOffsets> applied_offsets(const Connection& on);

}  // namespace picket::adapters::duck
