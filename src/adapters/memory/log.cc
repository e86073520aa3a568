#include "adapters/memory/log.h"

#include <algorithm>

#include "base/may_block.h"

namespace picket::adapters {
namespace {

using ports::Offset;
using ports::TopicPartition;

std::uint64_t cost(const std::string& value) noexcept {
  return value.size() + kMemoryRecordOverheadBytes;
}

Error unknown_topic(const TopicPartition& tp) {
  return {ErrorKind::invalid_argument, "unknown_topic",
          tp.topic + "-" + std::to_string(tp.partition)};
}

}  // namespace

MemoryLog::MemoryLog(std::map<std::string, std::uint32_t> topics, const Clock& clock,
                     MemoryLogLimits limits)
    : topics_(std::move(topics)), clock_(clock), limits_(limits) {
  MutexLock lock(mutex_);
  for (const auto& [topic, count] : topics_) {
    for (std::uint32_t p = 0; p < count; ++p) partitions_[{topic, p}];
  }
}

bool MemoryLog::known(const TopicPartition& tp) const {
  const auto topic = topics_.find(tp.topic);
  return topic != topics_.end() && tp.partition < topic->second;
}

void MemoryLog::append(const TopicPartition& to, std::string value, AppendDone done) {
  done(append_now(to, std::move(value)));
}

Result<Offset> MemoryLog::append_now(const TopicPartition& to, std::string value) {
  if (!known(to)) return unexpected(unknown_topic(to));
  if (value.size() > limits_.max_record_bytes) {
    return unexpected(Error{ErrorKind::invalid_argument, "record_too_large",
                            std::to_string(value.size()) + " bytes"});
  }
  MutexLock lock(mutex_);
  if (closed_) return unexpected(Error{ErrorKind::unavailable, "log_closed", {}});
  if (bytes_ + cost(value) > limits_.max_bytes) {
    return unexpected(Error{ErrorKind::unavailable, "log_queue_full", {}});
  }
  bytes_ += cost(value);
  Partition& partition = partitions_.at(to);
  const Offset offset = partition.end();
  partition.records.push_back({offset, clock_.now(), std::move(value)});
  appended_.notify_all();
  return offset;
}

Result<std::vector<ports::LogRecord>> MemoryLog::read(const TopicPartition& from, Offset offset,
                                                      std::size_t max_records,
                                                      std::size_t max_bytes, Deadline deadline) {
  PICKET_MAY_BLOCK();
  if (!known(from)) return unexpected(unknown_topic(from));
  std::vector<ports::LogRecord> out;
  MutexLock lock(mutex_);
  const Partition& partition = partitions_.at(from);
  for (;;) {
    if (offset < partition.earliest || offset > partition.end()) {
      return unexpected(Error{ErrorKind::not_found, "offset_out_of_range", std::to_string(offset)});
    }
    if (offset < partition.end()) break;
    if (!appended_.wait_until(mutex_, deadline.at()) && offset == partition.end()) return out;
  }
  std::size_t bytes = 0;
  for (auto at = static_cast<std::size_t>(offset - partition.earliest);
       at < partition.records.size() && (out.empty() || out.size() < max_records); ++at) {
    const ports::LogRecord& record = partition.records[at];
    if (!out.empty() && bytes + record.value.size() > max_bytes) break;
    bytes += record.value.size();
    out.push_back(record);
  }
  return out;
}

Result<ports::OffsetRange> MemoryLog::offsets(const TopicPartition& of) {
  if (!known(of)) return unexpected(unknown_topic(of));
  MutexLock lock(mutex_);
  const Partition& partition = partitions_.at(of);
  return ports::OffsetRange{partition.earliest, partition.end()};
}

Result<void> MemoryLog::commit(const std::string& group, const TopicPartition& of,
                               const ports::CommittedOffset& offset) {
  if (!known(of)) return unexpected(unknown_topic(of));
  if (const auto valid = ports::check_commit(group, offset); !valid) return valid;
  MutexLock lock(mutex_);
  groups_[group][of] = offset;
  return {};
}

Result<std::optional<ports::CommittedOffset>> MemoryLog::committed(const std::string& group,
                                                                   const TopicPartition& of) {
  if (!known(of)) return unexpected(unknown_topic(of));
  MutexLock lock(mutex_);
  const auto in_group = groups_.find(group);
  if (in_group == groups_.end()) return std::nullopt;
  const auto found = in_group->second.find(of);
  if (found == in_group->second.end()) return std::nullopt;
  return found->second;
}

Result<std::vector<std::string>> MemoryLog::groups() {
  MutexLock lock(mutex_);
  std::vector<std::string> names;
  names.reserve(groups_.size());
  for (const auto& [name, _] : groups_) names.push_back(name);
  return names;
}

Result<void> MemoryLog::trim(const TopicPartition& of, Offset keep_from) {
  if (!known(of)) return unexpected(unknown_topic(of));
  MutexLock lock(mutex_);
  Partition& partition = partitions_.at(of);
  while (!partition.records.empty() && partition.earliest < keep_from) {
    bytes_ -= cost(partition.records.front().value);
    partition.records.pop_front();
    ++partition.earliest;
  }
  return {};
}

Result<void> MemoryLog::close(Deadline) {
  MutexLock lock(mutex_);
  closed_ = true;
  return {};
}

}  // namespace picket::adapters
