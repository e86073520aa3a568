// Port: event rows. "Count, filter, break down events."
//
// Embedded: DuckDB. Distributed: ClickHouse. Queried by our own types, never by SQL text.
// Text is UTF-8; bytes that are not come back as U+FFFD, in filters too.
// Threads: safe from any thread; writes are serialized inside. Blocks.
// Errors: unavailable (full, busy, out of memory, I/O error; retry), corrupt, invalid_argument.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "domain/event/row.h"
#include "ports/log.h"

namespace picket::ports {

/// Which events. Empty vectors mean "no condition", except `projects`: every query names the
/// projects that its asker may see, and none means none.
struct EventFilter {
  std::vector<ProjectId> projects;
  std::optional<IssueId> issue;  ///< After overrides: the issue the event belongs to now.
  std::optional<EventId> event;
  std::vector<std::string> environments;
  std::optional<Timestamp> start;  ///< Inclusive, by event timestamp.
  std::optional<Timestamp> end;    ///< Exclusive.
};

enum class EventOrder : std::uint8_t { newest_first, oldest_first };

/// Position in (timestamp, event id, project) order; a page starts after it. The project matters
/// when an SDK sent the same event to two of them.
struct EventCursor {
  Timestamp timestamp;
  EventId event;
  ProjectId project;
};

struct IssueCount {
  IssueId issue;
  std::int64_t events = 0;
  std::int64_t users = 0;  ///< Distinct, may be approximate within 2%.
  bool unhandled = false;  ///< The newest event in the range was not handled.
  Timestamp first_seen;    ///< Smallest and largest timestamp in the range.
  Timestamp last_seen;

  friend bool operator==(const IssueCount&, const IssueCount&) = default;
};

struct BucketCount {
  Timestamp start;
  std::int64_t events = 0;

  friend bool operator==(const BucketCount&, const BucketCount&) = default;
};

struct IssueSeries {
  IssueId issue;
  std::vector<std::int64_t> events;  ///< Per bucket, from filter.start.

  friend bool operator==(const IssueSeries&, const IssueSeries&) = default;
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

class EventStore {
 public:
  static constexpr std::size_t kMaxFound = 1000;
  static constexpr std::int64_t kMaxBuckets = 10'000;

  virtual ~EventStore() = default;

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
  /// Counts per issue, for the issues given, by issue id; issues without events in range are left
  /// out.
  virtual Result<std::vector<IssueCount>> count_by_issue(const EventFilter& filter,
                                                         std::span<const IssueId> issues) = 0;
  /// Events per bucket of `width` from filter.start to filter.end (both needed), empty buckets
  /// included; at most kMaxBuckets. None when the range is empty.
  virtual Result<std::vector<BucketCount>> count_by_time(const EventFilter& filter,
                                                         Duration width) = 0;
  /// The same split by issue, for the issues given, by issue id; those without events in range are
  /// left out. Issues times buckets are at most kMaxBuckets.
  virtual Result<std::vector<IssueSeries>> count_by_issue_and_time(const EventFilter& filter,
                                                                   std::span<const IssueId> issues,
                                                                   Duration width) = 0;
  /// (project, event id) of rows received since (inclusive), newest first, at most `limit`: what a
  /// duplicate window is rebuilt from.
  virtual Result<std::vector<std::pair<ProjectId, EventId>>> recent_ids(Timestamp since,
                                                                        std::size_t limit) = 0;

  /// Replaces the whole override table. A hash given twice is invalid_argument.
  virtual Result<void> set_overrides(std::span<const HashOverride> overrides) = 0;
  /// Drops rows received before the UTC day of `before`, each day in a transaction of its own that
  /// also counts them as expired; returns how many. After an error some days may be gone.
  virtual Result<std::int64_t> expire(Timestamp before) = 0;
  virtual Result<EventTotals> totals() = 0;
};

// What every adapter checks alike.

/// invalid_argument unless 1..kMaxFound.
Result<void> check_find_limit(std::size_t limit);
/// Buckets of `width` that cover [start, end); invalid_argument without a range, without a width or
/// when `series` of them pass kMaxBuckets.
Result<std::int64_t> bucket_count(const EventFilter& filter, Duration width, std::size_t series);
/// invalid_argument when a hash is given twice.
Result<void> check_overrides(std::span<const HashOverride> overrides);

}  // namespace picket::ports
