// Event rows in memory: a vector and linear scans, simple enough to be the oracle of the contract
// suite. Product code with --ephemeral.
#pragma once

#include <cstddef>
#include <map>
#include <unordered_map>
#include <vector>

#include "adapters/memory/event_values.h"
#include "base/mutex.h"
#include "ports/event_store.h"

namespace picket::adapters {

/// Rows kept. At 1-1.5 KB each this stays well under the 384 MB budget of the process.
inline constexpr std::size_t kMemoryMaxRows = 100'000;

/// Thread-safe; one lock for everything. When it is full the rows that came first expire early, a
/// sixteenth at a time, and are counted as expired: a try-out server goes on working.
class MemoryEventStore final : public ports::EventStore {
 public:
  /// `max_rows` of at least 1; a batch may not be larger.
  explicit MemoryEventStore(std::size_t max_rows = kMemoryMaxRows) : max_rows_(max_rows) {}

  Result<ports::Offset> append(const ports::TopicPartition& from, ports::Offset next,
                               std::span<const domain::EventRow> rows) override;
  Result<ports::Offset> applied_offset(const ports::TopicPartition& of) override;
  Result<std::vector<domain::EventRow>> find(const ports::EventFilter& filter,
                                             ports::EventOrder order,
                                             const std::optional<ports::EventCursor>& cursor,
                                             std::size_t limit) override;
  Result<ports::EventNeighbours> adjacent(const ports::EventFilter& filter,
                                          const ports::EventCursor& to) override;
  Result<ports::EventCount> count(const ports::EventFilter& filter) override;
  Result<std::vector<ports::IssueCount>> count_by_issue(const ports::EventFilter& filter,
                                                        std::span<const IssueId> issues) override;
  Result<std::vector<ports::BucketCount>> count_by_time(const ports::EventFilter& filter,
                                                        Duration width) override;
  Result<std::vector<ports::IssueSeries>> count_by_issue_and_time(const ports::EventFilter& filter,
                                                                  std::span<const IssueId> issues,
                                                                  Duration width) override;
  Result<std::vector<ports::ProjectSeries>> count_by_project_and_time(
      const ports::EventFilter& filter, std::span<const ProjectId> projects,
      Duration width) override;
  Result<std::vector<ports::SeenEnvironment>> environments(
      const ports::EventFilter& filter) override;
  Result<std::vector<ports::TagKey>> tag_keys(const ports::EventFilter& filter,
                                              ports::TagKeyCounts counts,
                                              std::size_t limit) override;
  Result<std::vector<ports::TagValue>> tag_values(const ports::EventFilter& filter,
                                                  const ports::TagValueQuery& query) override;
  Result<std::vector<ports::TagSummary>> tag_top_values(const ports::EventFilter& filter,
                                                        std::span<const std::string> keys,
                                                        std::size_t per_key) override;
  Result<std::vector<ports::TagSummary>> top_tags(const ports::EventFilter& filter,
                                                  std::size_t limit, std::size_t per_key) override;
  Result<std::vector<ports::RankedIssue>> rank_issues(const ports::IssueRankQuery& query) override;
  Result<std::vector<ports::TableRow>> table(const ports::TableQuery& query) override;
  Result<std::vector<ports::EventSeries>> series(const ports::SeriesQuery& query) override;
  Result<std::vector<std::pair<ProjectId, EventId>>> recent_ids(Timestamp since,
                                                                std::size_t limit) override;
  Result<void> set_overrides(std::span<const ports::HashOverride> overrides) override;
  Result<std::int64_t> expire(Timestamp before) override;
  Result<std::int64_t> remove_issues(std::span<const IssueId> issues) override;
  Result<std::int64_t> remove_project(ProjectId project) override;
  Result<ports::EventTotals> totals() override;
  /// Nothing: it looks at each event.
  Result<bool> sum_up(Timestamp now) override;

 private:
  void make_room(std::size_t rows) PICKET_REQUIRES(mutex_);
  IssueId issue_of(const domain::EventRow& row) const PICKET_REQUIRES(mutex_);
  /// Rows that match, by append order.
  std::vector<const domain::EventRow*> matching(const ports::EventFilter& filter) const
      PICKET_REQUIRES(mutex_);
  std::vector<PlacedEvent> placed(const ports::EventFilter& filter) const PICKET_REQUIRES(mutex_);

  const std::size_t max_rows_;
  Mutex mutex_;
  std::vector<domain::EventRow> rows_ PICKET_GUARDED_BY(mutex_);
  std::map<ports::TopicPartition, ports::Offset> applied_ PICKET_GUARDED_BY(mutex_);
  std::unordered_map<HashId, IssueId> overrides_ PICKET_GUARDED_BY(mutex_);
  std::int64_t expired_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::adapters
