// The event_store port on DuckDB.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "adapters/events_duckdb/file_view.h"
#include "adapters/events_duckdb/instance.h"
#include "adapters/events_duckdb/reader_pool.h"
#include "adapters/events_duckdb/row_writer.h"
#include "adapters/events_duckdb/safe_offsets.h"
#include "adapters/events_duckdb/selection.h"
#include "adapters/events_duckdb/sum_tables.h"
#include "adapters/events_duckdb/telemetry.h"
#include "base/mutex.h"
#include "ports/event_store.h"

namespace picket::adapters {

/// Thread-safe. Writes are serialized by a mutex that is held over I/O on purpose: DuckDB has one
/// writer worth having, and whoever appends must wait for it anyway. Queries run beside it on their
/// own connections. After a failed commit, and whenever DuckDB declares itself broken, the next
/// call closes the database and opens it again; the caller that saw the failure gets a retryable
/// error and finds out by the applied offset whether its batch is there. A WAL that is found
/// damaged when the database is opened is repaired (wal_file.h), and the store falls back. Fault
/// points: events.before_commit, events.after_commit, events.checkpoint.
class DuckdbEventStore final : public ports::EventStore {
 public:
  /// Creates or migrates the database. conflict / "schema_too_new" when a newer program wrote it.
  static Result<std::unique_ptr<DuckdbEventStore>> open(DuckdbEventStoreOptions options,
                                                        obs::Logger& log, obs::Registry& metrics);
  /// Version of the schema on disk, 0 when there is none yet; changes nothing but a WAL that is
  /// left over.
  static Result<int> stored_schema_version(const DuckdbEventStoreOptions& options);
  static constexpr int kSchemaVersion = 3;

  /// Checkpoints.
  ~DuckdbEventStore() override;

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
  Result<bool> sum_up(Timestamp now) override;

  // A copy of the database file; all four from the one thread that makes it.

  /// Checkpoints, then calls `at_this_moment` while nothing can change: the file alone is the store
  /// as of then. Until release_file() it stays so, changes go to the WAL, and when that is full
  /// they wait (then unavailable / "event_store_held"). Returns the file's size. conflict when it
  /// is held already; unavailable / "event_store_checkpoint".
  Result<std::uint64_t> hold_file(const std::function<Result<void>()>& at_this_moment);
  Result<void> read_held(std::uint64_t position, std::span<char> out) const;
  /// After the last read: unavailable / "snapshot_moved" when the database was closed meanwhile, as
  /// after a failed commit, and what was read is worth nothing.
  Result<void> check_held();
  void release_file();

 private:
  DuckdbEventStore(DuckdbEventStoreOptions options, obs::Logger& log, obs::Registry& metrics);

  /// Opens, or closes and opens again, when the database is not usable.
  Result<void> ensure_open() PICKET_REQUIRES(writer_mutex_);
  Result<void> open_now() PICKET_REQUIRES(writer_mutex_);
  void note_failure(const duck::Failure& failure);
  template <class Body>
  Result<void> in_transaction(Body body) PICKET_REQUIRES(writer_mutex_);
  /// Not while the file is held.
  void checkpoint() PICKET_REQUIRES(writer_mutex_);
  Result<void> wait_for_room() PICKET_REQUIRES(writer_mutex_);
  /// Rows received on the oldest day there is, if that is before `limit`, in one transaction;
  /// returns how many.
  Result<std::int64_t> expire_a_day(Timestamp limit) PICKET_REQUIRES(writer_mutex_);
  /// Rows that meet a condition in which $1 is the list of ids, some in each transaction; returns
  /// how many.
  Result<std::int64_t> remove_where(const char* condition, std::vector<std::int64_t> ids);
  /// Gives the writer away once when an append waits for it.
  void let_append_pass() PICKET_REQUIRES(writer_mutex_);
  template <class Query>
  auto query_on(duck::ReaderPool& pool, Query ask)
      -> Result<typename decltype(ask(duck::Connection()))::value_type>;
  template <class Query>
  auto query(Query ask) {
    return query_on(readers_, ask);
  }
  /// For what groups by texts: tags, distinct users.
  template <class Query>
  auto query_heavy(Query ask) {
    return query_on(heavy_readers_, ask);
  }
  void use_overrides(std::span<const ports::HashOverride> overrides);
  duck::TableFacts facts() const;

  const DuckdbEventStoreOptions options_;
  duck::Telemetry telemetry_;
  /// The instance must be closed before it is used again. Set by whoever sees it fail.
  std::atomic<bool> broken_{true};
  /// As TableFacts has it; true before such a row can be read.
  std::atomic<bool> has_stray_tags_{false};
  duck::ReaderPool readers_;
  duck::ReaderPool heavy_readers_;
  duck::FallBackGate fall_back_;
  std::atomic<int> appends_waiting_{0};
  /// Made by the first hold_file(); before the database, as it says itself.
  std::unique_ptr<duck::FileView> view_;
  Mutex writer_mutex_;
  CondVar append_done_;
  duck::Instance instance_ PICKET_GUARDED_BY(writer_mutex_);
  duck::RowWriter row_writer_ PICKET_GUARDED_BY(writer_mutex_);
  duck::SafeOffsets safe_ PICKET_GUARDED_BY(writer_mutex_);
  /// What the file began with when it was held; nullopt when it is not.
  std::optional<duck::FileView::Headers> held_ PICKET_GUARDED_BY(writer_mutex_);
  CondVar released_;
  duck::SummedUntil summed_until_ PICKET_GUARDED_BY(writer_mutex_);
  /// What the table holds, until its next change is known to be there.
  std::shared_ptr<const duck::OverrideTable> overrides_ PICKET_GUARDED_BY(overrides_mutex_);
  mutable Mutex overrides_mutex_;
  Error last_failure_ PICKET_GUARDED_BY(failure_mutex_){ErrorKind::internal, "never_opened", ""};
  Mutex failure_mutex_;
};

}  // namespace picket::adapters
