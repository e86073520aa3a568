// Stores that ask a director before and after each call. Everything else is forwarded.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/memory/event_store.h"
#include "adapters/memory/log.h"
#include "crash/consumer/director.h"
#include "crash/consumer/event_history.h"
#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/stores.h"

namespace picket::crash {

/// Runs `call` between the two questions.
template <class Fn>
auto directed(const Director& director, Call call, Fn&& fn) -> decltype(fn()) {
  if (!director) return fn();
  if (auto error = director(call, When::before)) return unexpected(std::move(*error));
  auto result = fn();
  if (!result) return result;
  if (auto error = director(call, When::after)) return unexpected(std::move(*error));
  return result;
}

class DirectedLog final : public ports::Log {
 public:
  DirectedLog(std::optional<adapters::MemoryLog>& inner, const Director& director)
      : inner_(inner), director_(director) {}

  void append(const ports::TopicPartition& to, std::string value, AppendDone done) override {
    inner_->append(to, std::move(value), std::move(done));
  }
  Result<std::vector<ports::LogRecord>> read(const ports::TopicPartition& from,
                                             ports::Offset offset, std::size_t max_records,
                                             std::size_t max_bytes, Deadline) override {
    // Tests do not wait: only what is there now.
    return directed(director_, Call::log_read, [&] {
      return inner_->read(from, offset, max_records, max_bytes, Deadline::now());
    });
  }
  Result<ports::OffsetRange> offsets(const ports::TopicPartition& of) override {
    return inner_->offsets(of);
  }
  Result<void> commit(const std::string& group, const ports::TopicPartition& of,
                      const ports::CommittedOffset& offset) override {
    return directed(director_, Call::mark, [&] { return inner_->commit(group, of, offset); });
  }
  Result<std::optional<ports::CommittedOffset>> committed(
      const std::string& group, const ports::TopicPartition& of) override {
    return inner_->committed(group, of);
  }
  std::map<std::string, std::uint32_t> topics() const override { return inner_->topics(); }
  Result<std::vector<std::string>> groups() override { return inner_->groups(); }
  Result<void> trim(const ports::TopicPartition& of, ports::Offset keep_from) override {
    return inner_->trim(of, keep_from);
  }
  Result<void> close(Deadline deadline) override { return inner_->close(deadline); }

 private:
  std::optional<adapters::MemoryLog>& inner_;
  const Director& director_;
};

class DirectedBlobs final : public ports::BlobStore {
 public:
  DirectedBlobs(ports::BlobStore& inner, const Director& director, const PayloadWatch& watch)
      : inner_(inner), director_(director), watch_(watch) {}

  Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                           std::span<const std::string_view> blobs) override {
    if (watch_) std::for_each(blobs.begin(), blobs.end(), watch_);
    return directed(director_, Call::blobs_put, [&] { return inner_.put(day, blobs); });
  }
  Result<std::string> get(const domain::BlobRef& ref) override { return inner_.get(ref); }
  Result<std::uint64_t> expire(Timestamp before) override { return inner_.expire(before); }
  Result<std::uint64_t> size_bytes() override { return inner_.size_bytes(); }

 private:
  ports::BlobStore& inner_;
  const Director& director_;
  const PayloadWatch& watch_;
};

class DirectedTx final : public ports::MetaTx {
 public:
  DirectedTx(std::unique_ptr<ports::MetaTx> inner, const Director& director)
      : inner_(std::move(inner)), director_(director) {}

  ports::OrganizationRepository& organizations() override { return inner_->organizations(); }
  ports::UserRepository& users() override { return inner_->users(); }
  ports::AuditRepository& audit() override { return inner_->audit(); }
  ports::ItemRepository& items() override { return inner_->items(); }
  ports::ReleaseRepository& releases() override { return inner_->releases(); }
  ports::ProjectRepository& projects() override { return inner_->projects(); }
  ports::IssueRepository& issues() override { return inner_->issues(); }
  ports::OutcomeRepository& outcomes() override { return inner_->outcomes(); }
  ports::BatchRepository& batches() override { return inner_->batches(); }
  ports::DeadLetterRepository& dead_letters() override { return inner_->dead_letters(); }
  Result<void> commit() override {
    return directed(director_, Call::meta_commit, [&] { return inner_->commit(); });
  }

 private:
  std::unique_ptr<ports::MetaTx> inner_;
  const Director& director_;
};

class DirectedMeta final : public ports::MetaDb {
 public:
  DirectedMeta(ports::MetaDb& inner, const Director& director)
      : inner_(inner), director_(director) {}

  Result<std::unique_ptr<ports::MetaTx>> begin_write(Deadline deadline) override {
    return directed(director_, Call::meta_begin,
                    [&] { return wrapped(inner_.begin_write(deadline)); });
  }
  Result<std::unique_ptr<ports::MetaTx>> begin_read() override {
    return directed(director_, Call::meta_read, [&] { return wrapped(inner_.begin_read()); });
  }
  Result<int> schema_version() override { return inner_.schema_version(); }
  Result<std::vector<ports::Migration>> pending_migrations() override {
    return inner_.pending_migrations();
  }
  Result<void> migrate() override { return inner_.migrate(); }
  Result<void> maintain(Deadline deadline) override { return inner_.maintain(deadline); }

 private:
  Result<std::unique_ptr<ports::MetaTx>> wrapped(Result<std::unique_ptr<ports::MetaTx>> tx) const {
    if (!tx) return tx;
    return std::make_unique<DirectedTx>(std::move(*tx), director_);
  }

  ports::MetaDb& inner_;
  const Director& director_;
};

class DirectedEvents final : public ports::EventStore {
 public:
  DirectedEvents(std::optional<adapters::MemoryEventStore>& inner, const Director& director,
                 EventHistory& history)
      : inner_(inner), director_(director), history_(history) {}

  Result<ports::Offset> append(const ports::TopicPartition& from, ports::Offset next,
                               std::span<const domain::EventRow> rows) override {
    return directed(director_, Call::events_append, [&]() -> Result<ports::Offset> {
      const auto appended = inner_->append(from, next, rows);
      if (!appended) return appended;
      return history_.appended(from, next, rows);
    });
  }
  Result<ports::Offset> applied_offset(const ports::TopicPartition& of) override {
    return directed(director_, Call::events_read, [&] { return inner_->applied_offset(of); });
  }
  Result<std::vector<domain::EventRow>> find(const ports::EventFilter& filter,
                                             ports::EventOrder order,
                                             const std::optional<ports::EventCursor>& cursor,
                                             std::size_t limit) override {
    return inner_->find(filter, order, cursor, limit);
  }
  Result<ports::EventNeighbours> adjacent(const ports::EventFilter& filter,
                                          const ports::EventCursor& to) override {
    return inner_->adjacent(filter, to);
  }
  Result<ports::EventCount> count(const ports::EventFilter& filter) override {
    return inner_->count(filter);
  }
  Result<std::vector<ports::IssueCount>> count_by_issue(const ports::EventFilter& filter,
                                                        std::span<const IssueId> issues) override {
    return inner_->count_by_issue(filter, issues);
  }
  Result<std::vector<ports::BucketCount>> count_by_time(const ports::EventFilter& filter,
                                                        Duration width) override {
    return inner_->count_by_time(filter, width);
  }
  Result<std::vector<ports::IssueSeries>> count_by_issue_and_time(const ports::EventFilter& filter,
                                                                  std::span<const IssueId> issues,
                                                                  Duration width) override {
    return inner_->count_by_issue_and_time(filter, issues, width);
  }
  Result<std::vector<ports::ProjectSeries>> count_by_project_and_time(
      const ports::EventFilter& filter, std::span<const ProjectId> projects,
      Duration width) override {
    return inner_->count_by_project_and_time(filter, projects, width);
  }
  Result<std::vector<ports::SeenEnvironment>> environments(
      const ports::EventFilter& filter) override {
    return inner_->environments(filter);
  }
  Result<std::vector<ports::TagKey>> tag_keys(const ports::EventFilter& filter,
                                              ports::TagKeyCounts counts,
                                              std::size_t limit) override {
    return inner_->tag_keys(filter, counts, limit);
  }
  Result<std::vector<ports::TagValue>> tag_values(const ports::EventFilter& filter,
                                                  const ports::TagValueQuery& query) override {
    return inner_->tag_values(filter, query);
  }
  Result<std::vector<ports::TagSummary>> tag_top_values(const ports::EventFilter& filter,
                                                        std::span<const std::string> keys,
                                                        std::size_t per_key) override {
    return inner_->tag_top_values(filter, keys, per_key);
  }
  Result<std::vector<ports::TagSummary>> top_tags(const ports::EventFilter& filter,
                                                  std::size_t limit, std::size_t per_key) override {
    return inner_->top_tags(filter, limit, per_key);
  }
  Result<std::vector<ports::RankedIssue>> rank_issues(const ports::IssueRankQuery& query) override {
    return inner_->rank_issues(query);
  }
  Result<std::vector<ports::TableRow>> table(const ports::TableQuery& query) override {
    return inner_->table(query);
  }
  Result<std::vector<ports::EventSeries>> series(const ports::SeriesQuery& query) override {
    return inner_->series(query);
  }
  Result<std::vector<std::pair<ProjectId, EventId>>> recent_ids(Timestamp since,
                                                                std::size_t limit) override {
    return inner_->recent_ids(since, limit);
  }
  Result<void> set_overrides(std::span<const ports::HashOverride> overrides) override {
    return inner_->set_overrides(overrides);
  }
  Result<std::int64_t> expire(Timestamp before) override { return inner_->expire(before); }
  Result<std::int64_t> remove_issues(std::span<const IssueId> issues) override {
    return inner_->remove_issues(issues);
  }
  Result<std::int64_t> remove_project(ProjectId project) override {
    return inner_->remove_project(project);
  }
  Result<ports::EventTotals> totals() override { return inner_->totals(); }
  Result<bool> sum_up(Timestamp now) override { return inner_->sum_up(now); }

 private:
  std::optional<adapters::MemoryEventStore>& inner_;
  const Director& director_;
  EventHistory& history_;
};

}  // namespace picket::crash
