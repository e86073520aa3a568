// The log port on segment files: DATA/log/TOPIC-PARTITION/, one thread per partition that commits
// what waits. Source of the vocabulary and of the rules for partitions: Kafka.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/log_segment/group_offsets.h"
#include "base/clock.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/log.h"
#include "ports/snapshot.h"
#include "segment/file_system.h"
#include "segment/format.h"
#include "segment/group_commit.h"
#include "segment/open_segment.h"
#include "segment/stream.h"
#include "segment/telemetry.h"

namespace picket::adapters {

struct SegmentLogOptions {
  /// Name and number of partitions. A topic with more on disk keeps them: partitions can be added
  /// but not taken away, as nobody would read what they hold. 1 to 200 of [A-Za-z0-9._-].
  std::map<std::string, std::uint32_t> topics;
  segment::StreamOptions stream = {};
  /// Per partition. An SDK does not miss two milliseconds, and under load they halve what syncing
  /// costs per event.
  segment::GroupCommitLimits queue = {.gather = std::chrono::milliseconds(2)};
  std::uint64_t max_record_bytes = segment::kMaxPayloadBytes;
};

/// Thread-safe. One process per directory (the program locks DATA). Reads go on after close().
class SegmentLog final : public ports::Log {
 public:
  /// Recovers what is there (logged and counted). Everything referred to outlives the log.
  static Result<std::unique_ptr<SegmentLog>> open(segment::FileSystem& files, std::string directory,
                                                  SegmentLogOptions options, const Clock& clock,
                                                  obs::Logger& logger, obs::Registry& registry);
  ~SegmentLog() override;

  void append(const ports::TopicPartition& to, std::string value, AppendDone done) override;
  Result<std::vector<ports::LogRecord>> read(const ports::TopicPartition& from,
                                             ports::Offset offset, std::size_t max_records,
                                             std::size_t max_bytes, Deadline deadline) override;
  Result<ports::OffsetRange> offsets(const ports::TopicPartition& of) override;
  Result<void> commit(const std::string& group, const ports::TopicPartition& of,
                      const ports::CommittedOffset& offset) override;
  Result<std::optional<ports::CommittedOffset>> committed(const std::string& group,
                                                          const ports::TopicPartition& of) override;
  std::map<std::string, std::uint32_t> topics() const override { return topics_; }
  Result<std::vector<std::string>> groups() override;
  Result<void> trim(const ports::TopicPartition& of, ports::Offset keep_from) override;
  Result<void> close(Deadline deadline) override;

  /// Every file, named below the log's directory, and how many of its bytes are durable. Each call
  /// needs its release_files(); until then trim() removes nothing. What groups committed is not
  /// among them: it is a hint, and one from another moment would only mislead.
  std::vector<ports::SnapshotFile> hold_files();
  void release_files();

  /// What opening found, per partition.
  std::map<ports::TopicPartition, segment::Recovery> recovery() const;

 private:
  struct Append {
    std::string value;
    AppendDone done;
  };
  struct Partition {
    std::unique_ptr<segment::Stream> stream;
    std::vector<std::string_view> payloads;  ///< Of the committing thread, kept for its memory.
    std::unique_ptr<segment::GroupCommit<Append>> committer;  ///< Last: uses the others.
  };

  SegmentLog(segment::FileSystem& files, std::string directory, SegmentLogOptions options,
             const Clock& clock, obs::Logger& logger, obs::Registry& registry);

  Result<void> open_all();
  Result<void> count_partitions();
  Result<void> open_partition(const ports::TopicPartition& of);
  static void commit_group(Partition& partition, std::vector<Append>& group);
  Partition* find(const ports::TopicPartition& of);

  segment::FileSystem& files_;
  const std::string directory_;
  const SegmentLogOptions options_;
  const Clock& clock_;
  obs::Logger& logger_;
  segment::Telemetry telemetry_;
  std::map<std::string, std::uint32_t> topics_;  ///< As this and what follows, fixed once open.
  std::optional<segment::HandleCache> handles_;
  std::unique_ptr<GroupOffsets> groups_;
  std::map<ports::TopicPartition, Partition> partitions_;
};

}  // namespace picket::adapters
