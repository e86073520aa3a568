// A log in memory that does what a test tells it to. For the tests of this folder only: adapters
// are above the engine.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/mutex.h"
#include "ports/log.h"

namespace picket::engine {

inline const ports::TopicPartition kTestPartition{"events", 0};

/// Thread-safe. `on_*` run before their call; a returned error replaces it.
class ScriptedLog final : public ports::Log {
 public:
  using Fault = std::function<std::optional<Error>()>;

  Fault on_read;
  Fault on_commit;
  Fault on_committed;
  Fault on_offsets;
  /// Time of the next records.
  Timestamp now = from_unix_us(1'000'000);

  void reset() {
    on_read = on_commit = on_committed = on_offsets = nullptr;
    MutexLock lock(mutex_);
    partitions_.clear();
    committed_.clear();
    commits_.clear();
  }
  ports::Offset add(std::string value, const ports::TopicPartition& to = kTestPartition) {
    MutexLock lock(mutex_);
    Partition& partition = partitions_[to];
    partition.records.push_back({partition.range.end, now, std::move(value)});
    return partition.range.end++;
  }
  void add_many(int count) {
    for (int i = 0; i < count; ++i) add("r" + std::to_string(i));
  }
  /// Offsets that exist without a record, as damage leaves them.
  void add_gap(int count) {
    MutexLock lock(mutex_);
    partitions_[kTestPartition].range.end += count;
  }
  void drop_before(ports::Offset offset) {
    MutexLock lock(mutex_);
    drop(partitions_[kTestPartition], offset);
  }
  void cut_to(ports::Offset end) {
    MutexLock lock(mutex_);
    Partition& partition = partitions_[kTestPartition];
    std::erase_if(partition.records, [end](const auto& r) { return r.offset >= end; });
    partition.range.end = end;
  }
  /// Every commit there was, in order.
  std::vector<ports::CommittedOffset> commits() {
    MutexLock lock(mutex_);
    return commits_;
  }
  void set_committed(const std::string& group, ports::CommittedOffset offset) {
    MutexLock lock(mutex_);
    committed_[{group, kTestPartition}] = std::move(offset);
  }

  void append(const ports::TopicPartition& to, std::string value, AppendDone done) override {
    done(add(std::move(value), to));
  }

  Result<std::vector<ports::LogRecord>> read(const ports::TopicPartition& from,
                                             ports::Offset offset, std::size_t max_records,
                                             std::size_t max_bytes, Deadline) override {
    if (auto error = fault(on_read)) return unexpected(std::move(*error));
    MutexLock lock(mutex_);
    const Partition& partition = partitions_[from];
    if (offset < partition.range.earliest || offset > partition.range.end) {
      return unexpected(Error{ErrorKind::not_found, "offset_out_of_range", ""});
    }
    std::vector<ports::LogRecord> found;
    std::size_t bytes = 0;
    for (const ports::LogRecord& record : partition.records) {
      if (record.offset < offset) continue;
      bytes += record.value.size();
      if (found.size() == max_records || (!found.empty() && bytes > max_bytes)) break;
      found.push_back(record);
    }
    return found;
  }

  Result<ports::OffsetRange> offsets(const ports::TopicPartition& of) override {
    if (auto error = fault(on_offsets)) return unexpected(std::move(*error));
    MutexLock lock(mutex_);
    return partitions_[of].range;
  }

  Result<void> commit(const std::string& group, const ports::TopicPartition& of,
                      const ports::CommittedOffset& offset) override {
    if (auto error = fault(on_commit)) return unexpected(std::move(*error));
    MutexLock lock(mutex_);
    commits_.push_back(offset);
    committed_[{group, of}] = offset;
    return {};
  }

  Result<std::optional<ports::CommittedOffset>> committed(
      const std::string& group, const ports::TopicPartition& of) override {
    if (auto error = fault(on_committed)) return unexpected(std::move(*error));
    MutexLock lock(mutex_);
    const auto found = committed_.find({group, of});
    if (found == committed_.end()) return std::optional<ports::CommittedOffset>();
    return std::optional(found->second);
  }

  std::map<std::string, std::uint32_t> topics() const override { return {{"events", 2}}; }

  Result<std::vector<std::string>> groups() override {
    MutexLock lock(mutex_);
    std::vector<std::string> names;
    for (const auto& [key, offset] : committed_) names.push_back(key.first);
    return names;
  }

  Result<void> trim(const ports::TopicPartition& of, ports::Offset keep_from) override {
    MutexLock lock(mutex_);
    drop(partitions_[of], keep_from);
    return {};
  }

  Result<void> close(Deadline) override { return {}; }

 private:
  struct Partition {
    ports::OffsetRange range;
    std::deque<ports::LogRecord> records;
  };

  static std::optional<Error> fault(const Fault& ask) {
    return ask ? ask() : std::optional<Error>();
  }
  static void drop(Partition& partition, ports::Offset before) {
    std::erase_if(partition.records, [before](const auto& r) { return r.offset < before; });
    partition.range.earliest = std::max(partition.range.earliest, before);
  }

  Mutex mutex_;
  std::map<ports::TopicPartition, Partition> partitions_ PICKET_GUARDED_BY(mutex_);
  std::map<std::pair<std::string, ports::TopicPartition>, ports::CommittedOffset> committed_
      PICKET_GUARDED_BY(mutex_);
  std::vector<ports::CommittedOffset> commits_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::engine
