// The log port in process memory, for --ephemeral and tests.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/mutex.h"
#include "base/units.h"
#include "ports/log.h"

namespace picket::adapters {

/// What a record costs besides its value, so that empty ones are bounded too.
inline constexpr std::uint64_t kMemoryRecordOverheadBytes = 64;

struct MemoryLogLimits {
  /// Values and overhead of all partitions; more is refused as unavailable / "log_queue_full" until
  /// trim() makes room. A few seconds of ingest at full speed, small beside the 384 MB budget.
  std::uint64_t max_bytes = 64_MiB;
  /// Of one value; the same as the segment log's, so that tests on memory find what is too large.
  std::uint64_t max_record_bytes = 32_MiB;
};

/// Thread-safe; append never blocks on more than a mutex and calls `done` before it returns. trim
/// is exact to the record. Reads go on after close().
class MemoryLog final : public ports::Log {
 public:
  /// `topics`: name and number of partitions. `clock` outlives the log.
  MemoryLog(std::map<std::string, std::uint32_t> topics, const Clock& clock,
            MemoryLogLimits limits = {});

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

 private:
  struct Partition {
    ports::Offset earliest = 0;
    std::deque<ports::LogRecord> records;

    ports::Offset end() const noexcept {
      return earliest + static_cast<ports::Offset>(records.size());
    }
  };

  bool known(const ports::TopicPartition& tp) const;
  Result<ports::Offset> append_now(const ports::TopicPartition& to, std::string value);

  const std::map<std::string, std::uint32_t> topics_;
  const Clock& clock_;
  const MemoryLogLimits limits_;

  mutable Mutex mutex_;
  CondVar appended_;
  bool closed_ PICKET_GUARDED_BY(mutex_) = false;
  std::uint64_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;
  std::map<ports::TopicPartition, Partition> partitions_ PICKET_GUARDED_BY(mutex_);
  std::map<std::string, std::map<ports::TopicPartition, ports::CommittedOffset>> groups_
      PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::adapters
