#include "adapters/log_segment/log.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/may_block.h"

namespace picket::adapters {
namespace {

using ports::Offset;
using ports::TopicPartition;

// What a record costs in the queue besides its value.
constexpr std::uint64_t kRequestBytes = 128;
// Readers follow the last file; one more is read when they lag, and a group far behind has another.
constexpr std::size_t kHandlesPerPartition = 4;
constexpr std::size_t kMaxTopicName = 200;
// A number on disk past this is no partition of ours; each costs a thread.
constexpr std::uint32_t kMaxPartitions = 256;

bool is_topic_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxTopicName && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == '-';
         });
}

std::string directory_name(const TopicPartition& of) {
  return of.topic + "-" + std::to_string(of.partition);
}

Error unknown_topic(const TopicPartition& of) {
  return {ErrorKind::invalid_argument, "unknown_topic", directory_name(of)};
}

Error file_error(segment::IoError error, const TopicPartition& of) {
  return to_error(error, directory_name(of));
}

}  // namespace

SegmentLog::SegmentLog(segment::FileSystem& files, std::string directory, SegmentLogOptions options,
                       const Clock& clock, obs::Logger& logger, obs::Registry& registry)
    : files_(files),
      directory_(std::move(directory)),
      options_(std::move(options)),
      clock_(clock),
      logger_(logger),
      telemetry_(logger, registry, segment::Telemetry::Store::log),
      topics_(options_.topics) {}

SegmentLog::~SegmentLog() = default;

Result<std::unique_ptr<SegmentLog>> SegmentLog::open(segment::FileSystem& files,
                                                     std::string directory,
                                                     SegmentLogOptions options, const Clock& clock,
                                                     obs::Logger& logger, obs::Registry& registry) {
  for (const auto& [topic, _] : options.topics) {
    if (!is_topic_name(topic)) {
      return unexpected(Error{ErrorKind::invalid_argument, "bad_topic_name", topic});
    }
  }
  options.max_record_bytes = std::min(options.max_record_bytes, segment::kMaxPayloadBytes);
  std::unique_ptr<SegmentLog> log(
      new SegmentLog(files, std::move(directory), std::move(options), clock, logger, registry));
  if (auto opened = log->open_all(); !opened) return unexpected(opened.error());
  return log;
}

Result<void> SegmentLog::open_all() {
  if (const auto made = ensure_directory(files_, directory_); !made) {
    return unexpected(to_error(made.error(), directory_));
  }
  if (auto counted = count_partitions(); !counted) return counted;
  auto groups = GroupOffsets::open(files_, directory_ + "/groups", logger_);
  if (!groups) return unexpected(groups.error());
  groups_ = std::move(*groups);

  std::size_t partitions = 0;
  for (const auto& [_, count] : topics_) partitions += count;
  handles_.emplace(files_, partitions * kHandlesPerPartition);
  for (const auto& [topic, count] : topics_) {
    for (std::uint32_t p = 0; p < count; ++p) {
      if (auto opened = open_partition({topic, p}); !opened) return opened;
    }
  }
  return {};
}

Result<void> SegmentLog::count_partitions() {
  const auto names = files_.list(directory_);
  if (!names) return unexpected(to_error(names.error(), directory_));
  for (const std::string_view name : *names) {
    const std::size_t dash = name.find_last_of('-');
    if (dash == std::string_view::npos) continue;
    const auto topic = topics_.find(std::string(name.substr(0, dash)));
    const auto number = ascii::parse_uint<std::uint32_t>(name.substr(dash + 1));
    if (topic == topics_.end() || !number || *number < topic->second) continue;
    if (*number >= kMaxPartitions) continue;
    if (name != directory_name({topic->first, *number})) continue;  // Such as "events-01".
    logger_.warn("a topic has more partitions on disk than configured; all are used",
                 {{"topic", topic->first}, {"partitions", *number + 1}});
    topic->second = *number + 1;
  }
  return {};
}

Result<void> SegmentLog::open_partition(const TopicPartition& of) {
  auto stream = segment::Stream::open({files_, clock_, *handles_, telemetry_},
                                      directory_ + "/" + directory_name(of), options_.stream);
  if (!stream) return unexpected(stream.error());
  Partition& partition = partitions_[of];
  partition.stream = std::move(*stream);
  partition.committer = std::make_unique<segment::GroupCommit<Append>>(
      "log-commit", options_.queue,
      [&partition](std::vector<Append>& group) { commit_group(partition, group); });
  return {};
}

SegmentLog::Partition* SegmentLog::find(const TopicPartition& of) {
  const auto found = partitions_.find(of);
  return found == partitions_.end() ? nullptr : &found->second;
}

void SegmentLog::append(const TopicPartition& to, std::string value, AppendDone done) {
  Partition* const partition = find(to);
  if (partition == nullptr) return done(unexpected(unknown_topic(to)));
  if (value.size() > options_.max_record_bytes) {
    return done(unexpected(Error{ErrorKind::invalid_argument, "record_too_large",
                                 std::to_string(value.size()) + " bytes"}));
  }
  const std::uint64_t bytes = value.size() + kRequestBytes;
  Append request{std::move(value), std::move(done)};
  switch (partition->committer->submit(request, bytes)) {
    case segment::Admission::accepted:
      return;
    case segment::Admission::full:
      return request.done(unexpected(Error{ErrorKind::unavailable, "log_queue_full", {}}));
    case segment::Admission::closed:
      return request.done(unexpected(Error{ErrorKind::unavailable, "log_closed", {}}));
  }
}

void SegmentLog::commit_group(Partition& partition, std::vector<Append>& group) {
  partition.payloads.clear();
  for (const Append& request : group) partition.payloads.emplace_back(request.value);
  const auto first = partition.stream->append(partition.payloads);
  Offset offset = first.value_or(0);
  for (Append& request : group) {
    if (first) {
      request.done(offset++);
    } else {
      request.done(unexpected(to_error(first.error(), "append")));
    }
  }
}

Result<std::vector<ports::LogRecord>> SegmentLog::read(const TopicPartition& from, Offset offset,
                                                       std::size_t max_records,
                                                       std::size_t max_bytes, Deadline deadline) {
  PICKET_MAY_BLOCK();
  Partition* const partition = find(from);
  if (partition == nullptr) return unexpected(unknown_topic(from));
  auto stored = partition->stream->read(offset, max_records, max_bytes, deadline);
  if (!stored) return unexpected(stored.error());
  std::vector<ports::LogRecord> records;
  records.reserve(stored->size());
  for (segment::StoredRecord& record : *stored) {
    records.push_back({record.offset, record.appended, std::move(record.payload)});
  }
  return records;
}

Result<ports::OffsetRange> SegmentLog::offsets(const TopicPartition& of) {
  Partition* const partition = find(of);
  if (partition == nullptr) return unexpected(unknown_topic(of));
  const segment::StreamRange range = partition->stream->range();
  return ports::OffsetRange{range.earliest, range.end};
}

Result<void> SegmentLog::commit(const std::string& group, const TopicPartition& of,
                                const ports::CommittedOffset& offset) {
  PICKET_MAY_BLOCK();
  if (find(of) == nullptr) return unexpected(unknown_topic(of));
  if (auto valid = ports::check_commit(group, offset); !valid) return valid;
  return groups_->commit(group, of, offset);
}

Result<std::optional<ports::CommittedOffset>> SegmentLog::committed(const std::string& group,
                                                                    const TopicPartition& of) {
  if (find(of) == nullptr) return unexpected(unknown_topic(of));
  return groups_->committed(group, of);
}

Result<std::vector<std::string>> SegmentLog::groups() {
  return groups_->groups();
}

Result<void> SegmentLog::trim(const TopicPartition& of, Offset keep_from) {
  PICKET_MAY_BLOCK();
  Partition* const partition = find(of);
  if (partition == nullptr) return unexpected(unknown_topic(of));
  if (const auto trimmed = partition->stream->trim(keep_from); !trimmed) {
    return unexpected(file_error(trimmed.error(), of));
  }
  return {};
}

std::vector<ports::SnapshotFile> SegmentLog::hold_files() {
  std::vector<ports::SnapshotFile> files;
  for (auto& [of, partition] : partitions_) {
    for (segment::StreamFile& file : partition.stream->hold_files())
      files.push_back({directory_name(of) + "/" + file.name, file.bytes});
  }
  return files;
}

void SegmentLog::release_files() {
  for (auto& [_, partition] : partitions_) partition.stream->release_files();
}

Result<void> SegmentLog::close(Deadline deadline) {
  PICKET_MAY_BLOCK();
  // First everywhere, so that no partition takes more while another drains.
  for (auto& [_, partition] : partitions_) (void)partition.committer->close(Deadline::now());
  for (auto& [of, partition] : partitions_) {
    if (!partition.committer->close(deadline)) {
      return unexpected(Error{ErrorKind::timeout, "log_close_timeout", directory_name(of)});
    }
  }
  return {};
}

std::map<TopicPartition, segment::Recovery> SegmentLog::recovery() const {
  std::map<TopicPartition, segment::Recovery> all;
  for (const auto& [of, partition] : partitions_) all.emplace(of, partition.stream->recovery());
  return all;
}

}  // namespace picket::adapters
