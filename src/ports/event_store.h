// Port: event rows. "Count, filter, break down events."
//
// Embedded: DuckDB. Distributed: ClickHouse. Queried by our own types, never by SQL text.
// Text is UTF-8; bytes that are not come back as U+FFFD, in filters too. Of tags whose keys become
// equal by that, the first stays.
// Threads: safe from any thread; writes are serialized inside. Blocks.
// Errors: unavailable (full, busy, out of memory, I/O error; retry), timeout (a query took too
// long), corrupt, invalid_argument.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "ports/event_counts.h"
#include "ports/event_filter.h"
#include "ports/event_ranks.h"
#include "ports/event_sums.h"
#include "ports/event_tables.h"
#include "ports/event_tags.h"
#include "ports/log.h"

namespace picket::ports {

/// The events next to one; none beyond the last.
struct EventNeighbours {
  std::optional<EventCursor> newer;
  std::optional<EventCursor> older;

  friend bool operator==(const EventNeighbours&, const EventNeighbours&) = default;
};

/// hash_id -> issue; wins over the row's own issue.
struct HashOverride {
  HashId hash;
  IssueId issue;

  friend bool operator==(const HashOverride&, const HashOverride&) = default;
};

struct EventTotals {
  std::int64_t rows = 0;
  std::int64_t expired = 0;  ///< Rows dropped by retention or deletion since the beginning.
};

/// Writes and single events; the bases say how many, which first, which tags, and what groups of
/// events say.
class EventStore : public EventCounts,
                   public EventTags,
                   public EventRanks,
                   public EventTables,
                   public EventSums {
 public:
  /// Rows in one answer: ten pages, a few MB.
  static constexpr std::size_t kMaxFound = 1000;

  /// One transaction: the rows and the applied offset of their partition, which must grow. A batch
  /// whose `next` is not past the stored offset is already there: nothing happens, and that is a
  /// success. Durable on return, but a store may find its newest writes damaged when it opens, and
  /// fall back: returns up to which offset of the partition that cannot happen any more. The rows
  /// after it are the caller's to keep. After a fall back it refuses (unavailable /
  /// "event_store_fell_back") until it was asked for the partition's applied offset.
  virtual Result<Offset> append(const TopicPartition& from, Offset next,
                                std::span<const domain::EventRow> rows) = 0;
  /// Zero when nothing was applied yet.
  virtual Result<Offset> applied_offset(const TopicPartition& of) = 0;

  /// At most `limit` (1..kMaxFound) rows in order, after `cursor` if given. A row carries the
  /// issue it belongs to now, after overrides.
  virtual Result<std::vector<domain::EventRow>> find(const EventFilter& filter, EventOrder order,
                                                     const std::optional<EventCursor>& cursor,
                                                     std::size_t limit) = 0;
  /// The events of the filter right before and after a position, whether or not one is at it.
  virtual Result<EventNeighbours> adjacent(const EventFilter& filter, const EventCursor& to) = 0;
  /// (project, event id) of rows received since (inclusive), newest first, at most `limit`: what a
  /// duplicate window is rebuilt from.
  virtual Result<std::vector<std::pair<ProjectId, EventId>>> recent_ids(Timestamp since,
                                                                        std::size_t limit) = 0;

  /// Replaces the whole override table. A hash given twice is invalid_argument.
  virtual Result<void> set_overrides(std::span<const HashOverride> overrides) = 0;
  /// Drops rows received before the UTC day of `before`, each day in a transaction of its own that
  /// also counts them as expired; returns how many. After an error some days may be gone.
  virtual Result<std::int64_t> expire(Timestamp before) = 0;
  /// Drops the rows that belong to one of the issues now (at most EventFilter::kMaxValues), or to
  /// the project, and counts them as expired, in transactions of a day at most; returns how many.
  /// Rows that are appended later stay. After an error some may be gone. Takes as long as a look at
  /// all rows.
  virtual Result<std::int64_t> remove_issues(std::span<const IssueId> issues) = 0;
  virtual Result<std::int64_t> remove_project(ProjectId project) = 0;
  virtual Result<EventTotals> totals() = 0;
};

// What every adapter checks alike.

/// invalid_argument unless 1..kMaxFound, or when the filter passes a limit.
Result<void> check_find(const EventFilter& filter, std::size_t limit);
/// invalid_argument when a hash is given twice.
Result<void> check_overrides(std::span<const HashOverride> overrides);

}  // namespace picket::ports
