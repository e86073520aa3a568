#include "segment/stream.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/assert.h"

namespace picket::segment {

Stream::Stream(const StreamDeps& deps, std::string directory, StreamOptions options)
    : deps_(deps), directory_(std::move(directory)), options_(options) {}

std::string Stream::name_of(std::int64_t base) {
  return fmt::format("{:020}.seg", base);
}

std::string Stream::path_of(std::int64_t base) const {
  return directory_ + "/" + name_of(base);
}

bool Stream::must_roll(std::uint64_t added, Timestamp now) const {
  if (!writer_ || !writer_->usable()) return true;
  if (writer_->empty()) return false;
  using std::chrono::days;
  using std::chrono::floor;
  return writer_->bytes() + added > options_.roll_bytes ||
         floor<days>(now) > floor<days>(writer_->header().created);
}

Result<void, IoError> Stream::roll(Timestamp now) {
  std::int64_t base = 0;
  {
    const MutexLock lock(mutex_);
    base = end_;
  }
  // The name may exist when a file was given up before anything in it was durable.
  writer_.reset();
  const std::string path = path_of(base);
  deps_.handles.forget(path);
  auto writer = Writer::create(deps_.files, directory_, name_of(base), {new_salt(), base, now});
  if (!writer) return unexpected(writer.error());
  writer_.emplace(std::move(*writer));
  deps_.telemetry.rolled();
  deps_.telemetry.stored_bytes_changed(kFileHeaderBytes);
  const MutexLock lock(mutex_);
  segments_.insert_or_assign(base, Segment{kFileHeaderBytes, SparseIndex(base), 0});
  return {};
}

Result<std::int64_t, IoError> Stream::append(std::span<const std::string_view> payloads) {
  PICKET_ASSERT(!payloads.empty());
  const auto started = Deadline::SteadyClock::now();
  const Timestamp now = deps_.clock.now();
  std::uint64_t added = 0;
  for (const std::string_view payload : payloads) added += stored_bytes(payload.size());
  if (must_roll(added, now)) {
    if (const auto rolled = roll(now); !rolled) {
      deps_.telemetry.append_failed(directory_, rolled.error());
      return unexpected(rolled.error());
    }
  }
  const std::int64_t first = range().end;
  batch_.clear();
  for (const std::string_view payload : payloads) {
    batch_.push_back({first + static_cast<std::int64_t>(batch_.size()), now, payload});
  }
  const std::uint64_t position = writer_->bytes();
  if (const auto appended = writer_->append(batch_); !appended) {
    deps_.telemetry.append_failed(path_of(writer_->header().base_offset), appended.error());
    return unexpected(appended.error());
  }
  publish(batch_, position);
  deps_.telemetry.committed(payloads.size(), added, Deadline::SteadyClock::now() - started);
  deps_.telemetry.stored_bytes_changed(static_cast<std::int64_t>(added));
  return first;
}

void Stream::publish(std::span<const Record> records, std::uint64_t position) {
  const MutexLock lock(mutex_);
  Segment& active = segments_.at(writer_->header().base_offset);
  for (const Record& record : records) {
    active.index.note({record.offset, position});
    position += stored_bytes(record.payload.size());
  }
  active.bytes = position;
  end_ = records.back().offset + 1;
  appended_.notify_all();
}

StreamRange Stream::range() const {
  const MutexLock lock(mutex_);
  return {segments_.empty() ? end_ : segments_.begin()->first, end_};
}

std::vector<StreamFile> Stream::hold_files() {
  const MutexLock lock(mutex_);
  ++holds_;
  std::vector<StreamFile> files;
  files.reserve(segments_.size());
  for (const auto& [base, segment] : segments_) files.push_back({name_of(base), segment.bytes});
  return files;
}

void Stream::release_files() {
  const MutexLock lock(mutex_);
  PICKET_ASSERT(holds_ > 0);
  --holds_;
}

Result<void, IoError> Stream::trim(std::int64_t keep_from) {
  std::vector<std::int64_t> removing;
  bool unsynced = false;
  {
    const MutexLock lock(mutex_);
    if (holds_ > 0) return {};
    while (segments_.size() > 1 && std::next(segments_.begin())->first <= keep_from) {
      to_remove_.push_back(segments_.begin()->first);
      segments_.erase(segments_.begin());
    }
    removing.swap(to_remove_);
    unsynced = std::exchange(removals_unsynced_, false);
  }
  if (removing.empty() && !unsynced) return {};
  Result<void, IoError> result;
  // Oldest first: a crash in between leaves no hole.
  for (const std::int64_t base : removing) {
    const std::string path = path_of(base);
    const std::uint64_t bytes = deps_.files.file_size(path).value_or(0);
    const auto removed = deps_.files.remove_file(path);
    if (removed || removed.error() == IoError::not_found) {
      deps_.telemetry.stored_bytes_changed(-static_cast<std::int64_t>(bytes));
      deps_.handles.forget(path);
      continue;
    }
    deps_.telemetry.file_not_removed(path, removed.error());
    result = unexpected(removed.error());
    const MutexLock lock(mutex_);
    to_remove_.push_back(base);
  }
  const auto synced = deps_.files.sync_directory(directory_, SyncReason::removed_files);
  if (!synced) {
    const MutexLock lock(mutex_);
    removals_unsynced_ = true;
  }
  return result ? synced : result;
}

}  // namespace picket::segment
