// Port: the durable log. "Keep this event safe until it is processed."
//
// Embedded: segment files with group commit. Distributed: Kafka. The vocabulary is Kafka's.
// Threads: every method is safe from any thread. Order: per partition, as accepted by append.
// Errors: unavailable (no space, I/O error; retry later), invalid_argument (unknown topic, too
// large), not_found with code "offset_out_of_range" (read), corrupt.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/deadline.h"
#include "base/result.h"

namespace picket::ports {

using Offset = std::int64_t;

struct TopicPartition {
  std::string topic;
  std::uint32_t partition = 0;

  friend auto operator<=>(const TopicPartition&, const TopicPartition&) = default;
};

struct LogRecord {
  Offset offset = 0;
  Timestamp appended;  ///< When the log took it: lag in seconds is measured from here.
  std::string value;
};

/// Offsets that exist: [earliest, end). Equal when the partition is empty.
struct OffsetRange {
  Offset earliest = 0;
  Offset end = 0;
};

/// What a consumer group keeps per partition, as in Kafka's OffsetCommit.
struct CommittedOffset {
  Offset next = 0;       ///< The next offset to read.
  std::string metadata;  ///< At most 4,096 bytes; the engine keeps its in-flight range here.
};

class Log {
 public:
  using AppendDone = std::function<void(Result<Offset>)>;

  virtual ~Log() = default;

  /// Queues one record and returns at once; `done` gets its offset when it is on stable storage, or
  /// the reason why it is not. `done` runs on a thread of the log: it must be short and must not
  /// call back into the log. A full queue calls it before returning, with unavailable /
  /// "log_queue_full". Not idempotent.
  virtual void append(const TopicPartition& to, std::string value, AppendDone done) = 0;

  /// Blocks until at least one record at or after `from` exists or the deadline passes (empty
  /// result). Returns at most `max_records` and stops before exceeding `max_bytes`, but always at
  /// least one record when there is one. Records may be fewer than offsets: damaged ones are
  /// skipped, so the next read starts after the last returned.
  virtual Result<std::vector<LogRecord>> read(const TopicPartition& from, Offset offset,
                                              std::size_t max_records, std::size_t max_bytes,
                                              Deadline deadline) = 0;

  virtual Result<OffsetRange> offsets(const TopicPartition& of) = 0;

  /// Durable against death of the process, not of the machine: consumers must tolerate an older
  /// value.
  virtual Result<void> commit(const std::string& group, const TopicPartition& of,
                              const CommittedOffset& offset) = 0;
  /// nullopt when the group never committed there.
  virtual Result<std::optional<CommittedOffset>> committed(const std::string& group,
                                                           const TopicPartition& of) = 0;

  /// Topics and their number of partitions, as opened.
  virtual std::map<std::string, std::uint32_t> topics() const = 0;
  /// Groups that have committed anywhere.
  virtual Result<std::vector<std::string>> groups() = 0;

  /// Drops whole segments whose records are all before `keep_from`. Safe to repeat.
  virtual Result<void> trim(const TopicPartition& of, Offset keep_from) = 0;

  /// Makes queued appends durable or failed, then refuses more. Blocks until the deadline.
  virtual Result<void> close(Deadline deadline) = 0;
};

/// What every log refuses to commit (invalid_argument): a group name that is not 1 to 128 of
/// [A-Za-z0-9._-], a negative offset, metadata over its limit.
Result<void> check_commit(std::string_view group, const CommittedOffset& offset);

/// append() for code that may block.
Result<Offset> append_and_wait(Log& log, const TopicPartition& to, std::string value);

}  // namespace picket::ports
