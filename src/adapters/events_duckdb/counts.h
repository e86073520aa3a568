// ports::EventCounts as SQL on one connection. Arguments are checked by the caller.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "adapters/events_duckdb/selection.h"
#include "ports/event_counts.h"

namespace picket::adapters::duck {

/// Distinct users of rows of counted_events() that are events.
inline constexpr const char* kUsers = "count(DISTINCT nullif(\"user\", ''))";

/// Without the users, which cost most of `count`. For callers that are in a snapshot.
Outcome<std::int64_t> count_events(const Connection& on, const TableFacts& facts,
                                   const ports::EventFilter& filter);
Outcome<ports::EventCount> count(const Connection& on, const TableFacts& facts,
                                 const ports::EventFilter& filter);
Outcome<std::vector<ports::IssueCount>> count_by_issue(const Connection& on,
                                                       const TableFacts& facts,
                                                       const ports::EventFilter& filter,
                                                       std::span<const IssueId> issues);

/// SQL for the number of an event's bucket, from 0 at `start`; `time` is its time.
std::string bucket_of(Selection& selection, Timestamp start, Duration width,
                      const std::string& time = "e.ts");

/// How many events bucket `bucket` after filter.start has; empty buckets are left out. Ordered by
/// id and bucket.
struct TimeCount {
  std::int64_t id = 0;  ///< Of the issue or project; zero when not split.
  std::int64_t bucket = 0;
  std::int64_t events = 0;
};
Outcome<std::vector<TimeCount>> count_by_time(const Connection& on, const TableFacts& facts,
                                              const ports::EventFilter& filter, Duration width);
Outcome<std::vector<TimeCount>> count_by_issue_and_time(const Connection& on,
                                                        const TableFacts& facts,
                                                        const ports::EventFilter& filter,
                                                        std::span<const IssueId> issues,
                                                        Duration width);
Outcome<std::vector<TimeCount>> count_by_project_and_time(const Connection& on,
                                                          const TableFacts& facts,
                                                          const ports::EventFilter& filter,
                                                          std::span<const ProjectId> projects,
                                                          Duration width);

Outcome<std::vector<ports::SeenEnvironment>> environments(const Connection& on,
                                                          const TableFacts& facts,
                                                          const ports::EventFilter& filter);

}  // namespace picket::adapters::duck
