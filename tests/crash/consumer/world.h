// World: the stores that survive a death, and the lives of the process on them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/clock.h"
#include "crash/consumer/directed_stores.h"
#include "domain/grouping/stack_memo.h"
#include "engine/partition_runner.h"
#include "ports/dead_letters.h"
#include "roles/consumer/ingest_processor.h"
#include "roles/consumer/item_processor.h"
#include "roles/consumer/outcomes_processor.h"

namespace picket::crash {

inline constexpr Timestamp kStart = from_unix_us(1'764'000'000'000'000);
inline constexpr std::uint32_t kPartitions = 2;

/// The n-th event id; they spread over the partitions.
inline EventId event_number(std::uint64_t n) {
  return {n * 0x2545f4914f6cdd1dU, n};
}

/// What is sent: `kind` picks the issue.
struct Message {
  EventId id;
  int kind = 0;
  bool readable = true;  ///< Else its payload does not decompress.
  Timestamp received = kStart;
  std::string release{};  ///< Empty: it has none.
};

/// The consumer puts nothing off.
class NoTasks final : public ports::TaskQueue {
 public:
  Result<std::int64_t> put(const ports::Task&) override { return unexpected(store_away()); }
  Result<std::optional<ports::Task>> take(const std::string&, Timestamp, Duration) override {
    return unexpected(store_away());
  }
  Result<void> finish(std::int64_t) override { return unexpected(store_away()); }
  Result<void> fail(std::int64_t, Timestamp) override { return unexpected(store_away()); }
  Result<std::int64_t> unfinished(const std::string&) override { return unexpected(store_away()); }
};

class World {
 public:
  World();

  /// The stores as the consumer sees them, and as a test looks at them.
  ports::Stores directed();
  ports::Stores plain();

  void send(const Message& message);
  /// The same from any thread, without noting it in `sent`.
  void deliver(const Message& message);
  /// As the relay counts what it refused.
  void send_outcomes(std::int64_t quantity);
  void append(const std::string& topic, std::uint32_t partition, std::string value);

  std::int64_t sum(protocol::Outcome outcome, std::string_view reason = "");
  std::vector<domain::EventRow> rows();
  std::vector<domain::Issue> issues();
  std::vector<ports::DeadLetter> letters();
  /// Next offset that the ingest group has not applied.
  ports::Offset applied(const ports::TopicPartition& of);
  bool drained();
  /// An empty log in place of the one there was.
  void lose_log();
  /// What the ingest group committed is again what it was: a machine that lost power may bring back
  /// an older file.
  std::vector<std::optional<ports::CommittedOffset>> commits();
  void bring_back(const std::vector<std::optional<ports::CommittedOffset>>& commits);
  /// Everything consumed is gone from the log.
  void trim_log();

  /// Promises 2 and 3: each event sent counted once, wherever it ended.
  void check_everything_counted_once();
  /// The same of releases, by the rows and the issues that there are.
  void check_releases();

  ManualClock clock{kStart};
  std::optional<adapters::MemoryLog> log;
  adapters::MemoryBlobStore blobs;
  std::optional<adapters::MemoryEventStore> events;
  EventHistory history;  ///< Of `events`, as far as the consumer appended to it.
  std::unique_ptr<adapters::MetaSql> meta;
  NoTasks tasks;
  Director director;   ///< Empty: nothing goes wrong.
  PayloadWatch watch;  ///< Empty: no payload matters.
  OrgId org;
  ProjectId project;
  std::vector<Message> sent;
  std::int64_t outcomes_sent = 0;

 private:
  DirectedLog directed_log_;
  DirectedBlobs directed_blobs_;
  DirectedEvents directed_events_;
  std::unique_ptr<DirectedMeta> directed_meta_;
};

/// One life of the process: all partitions of both groups, on one thread.
class Life {
 public:
  /// Does not wait.
  class NoWait final : public engine::StopSignal {
   public:
    bool pause(Duration) override { return !requested() && ++pauses < 2000; }
    int pauses = 0;
  };

  Life(World& world, const engine::RunnerOptions& options);

  /// Works until the log is drained, or the process dies: true then.
  bool dies();
  /// Value of a metric without labels.
  std::uint64_t metric(const std::string& name) const;

 private:
  World& world_;
  NoWait stop_;
  engine::SoloGate solo_;
  obs::Registry registry_;
  consumer::IssueCache issues_;
  domain::grouping::StackMemo stacks_;
  consumer::Telemetry telemetry_;
  std::vector<std::unique_ptr<engine::BatchProcessor>> processors_;
  std::vector<std::unique_ptr<engine::PartitionRunner>> runners_;
};

engine::RunnerOptions options_for(std::size_t max_records);

/// Lives one after the other until the log is drained; returns the number of deaths.
int live_until_drained(World& world, const engine::RunnerOptions& options);

}  // namespace picket::crash
