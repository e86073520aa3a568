#include "segment/open_segment.h"

#include <array>
#include <limits>

#include "segment/scanner.h"

namespace picket::segment {
namespace {

// True and `header.salt` set when the first record is good with the salt that it carries itself.
Result<bool, IoError> salvage(const File& file, std::string_view front, FileHeader& header) {
  if (front.size() < kFileHeaderBytes + kRecordHeaderBytes) return false;
  const std::string_view record = front.substr(kFileHeaderBytes);
  const std::uint32_t salt = salt_of_record(record);
  const auto length = claimed_payload_bytes(salt, record);
  if (!length) return false;
  constexpr auto kAnyOffset = std::numeric_limits<std::int64_t>::max();
  const std::uint64_t end = kFileHeaderBytes + stored_bytes(*length);
  Scanner first(file, salt, {kFileHeaderBytes, end, 0, kAnyOffset}, kRecordHeaderBytes);
  const auto found = first.next();
  if (!found) return unexpected(found.error());
  if (!*found || (*found)->position != kFileHeaderBytes) return false;
  header.salt = salt;
  return true;
}

}  // namespace

Result<OpenSegment, IoError> open_segment(FileSystem& files, const std::string& path,
                                          OpenMode mode) {
  auto file = files.open(path, mode);
  if (!file) return unexpected(file.error());
  OpenSegment opened{std::move(*file), {}, SegmentState::unreadable};
  std::array<char, kFileHeaderBytes + kRecordHeaderBytes> bytes;
  const auto got = opened.file->read(0, bytes);
  if (!got) return unexpected(got.error());
  const std::string_view front(bytes.data(), *got);
  const auto header = decode_file_header(front);
  if (header) {
    opened.header = *header;
    opened.state = SegmentState::good;
    return opened;
  }
  if (header.error() == HeaderError::unknown_version) {
    opened.state = SegmentState::newer;
    return opened;
  }
  const auto salvaged = salvage(*opened.file, front, opened.header);
  if (!salvaged) return unexpected(salvaged.error());
  if (*salvaged) opened.state = SegmentState::salvaged;
  return opened;
}

Result<std::shared_ptr<const OpenSegment>, IoError> HandleCache::get(const std::string& path) {
  std::uint64_t forgotten = 0;
  {
    const MutexLock lock(mutex_);
    if (const auto found = by_path_.find(path); found != by_path_.end()) {
      recency_.splice(recency_.begin(), recency_, found->second);
      return found->second->segment;
    }
    forgotten = forgotten_;
  }
  auto opened = open_segment(files_, path, OpenMode::read);
  if (!opened) return unexpected(opened.error());
  auto segment = std::make_shared<const OpenSegment>(std::move(*opened));

  std::shared_ptr<const OpenSegment> evicted;  // Closed after the lock is released.
  const MutexLock lock(mutex_);
  if (forgotten != forgotten_ || by_path_.contains(path)) return segment;
  recency_.push_front({path, segment});
  by_path_.emplace(recency_.front().path, recency_.begin());
  if (recency_.size() > capacity_) {
    by_path_.erase(recency_.back().path);
    evicted = std::move(recency_.back().segment);
    recency_.pop_back();
  }
  return segment;
}

void HandleCache::forget(std::string_view prefix) {
  Recency closed;
  const MutexLock lock(mutex_);
  ++forgotten_;
  for (auto entry = recency_.begin(); entry != recency_.end();) {
    const auto next = std::next(entry);
    if (entry->path.starts_with(prefix)) {
      by_path_.erase(entry->path);
      closed.splice(closed.end(), recency_, entry);
    }
    entry = next;
  }
}

std::size_t HandleCache::size() const {
  const MutexLock lock(mutex_);
  return recency_.size();
}

}  // namespace picket::segment
