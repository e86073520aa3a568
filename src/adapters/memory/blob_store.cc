#include "adapters/memory/blob_store.h"

#include <utility>

#include "base/assert.h"

namespace picket::adapters {
namespace {

// The lower half of a container is a segment's number elsewhere; here a day has one "segment".
constexpr std::uint64_t kOnlyContainerOfDay = 1;

std::uint64_t cost(std::string_view blob) noexcept {
  return blob.size() + kMemoryBlobOverheadBytes;
}

}  // namespace

Result<std::vector<domain::BlobRef>> MemoryBlobStore::put(Timestamp day,
                                                          std::span<const std::string_view> blobs) {
  const auto number = ports::blob_day(day);
  if (!number) return unexpected(number.error());
  for (const std::string_view blob : blobs) {
    if (blob.size() > limits_.max_blob_bytes || cost(blob) > limits_.max_bytes) {
      return unexpected(Error{ErrorKind::invalid_argument, "blob_too_large",
                              std::to_string(blob.size()) + " bytes"});
    }
  }
  std::vector<domain::BlobRef> refs;
  refs.reserve(blobs.size());
  MutexLock lock(mutex_);
  for (const std::string_view blob : blobs) {
    while (bytes_ + cost(blob) > limits_.max_bytes) evict_oldest();
    Day& of_day = days_[*number];
    refs.push_back({(std::uint64_t{*number} << 32U) | kOnlyContainerOfDay,
                    of_day.first + of_day.blobs.size(), static_cast<std::uint32_t>(blob.size())});
    of_day.blobs.emplace_back(blob);
    bytes_ += cost(blob);
  }
  return refs;
}

void MemoryBlobStore::evict_oldest() {
  // An emptied day stays: its numbering must go on, as references are never reused.
  for (auto& [_, day] : days_) {
    if (day.blobs.empty()) continue;
    bytes_ -= cost(day.blobs.front());
    evicted_bytes_ += day.blobs.front().size();
    day.blobs.pop_front();
    ++day.first;
    return;
  }
  PICKET_ASSERT(false);  // Only called while bytes are counted.
}

Result<std::string> MemoryBlobStore::get(const domain::BlobRef& ref) {
  MutexLock lock(mutex_);
  const auto found = days_.find(static_cast<std::uint32_t>(ref.container >> 32U));
  if ((ref.container & 0xffffffffU) == kOnlyContainerOfDay && found != days_.end()) {
    const Day& day = found->second;
    if (ref.offset >= day.first && ref.offset - day.first < day.blobs.size()) {
      const std::string& blob = day.blobs[ref.offset - day.first];
      if (blob.size() == ref.size) return blob;
    }
  }
  return unexpected(Error{ErrorKind::not_found, "blob_not_found", {}});
}

Result<std::uint64_t> MemoryBlobStore::expire(Timestamp before) {
  const auto first_kept = ports::blob_day(before);
  if (!first_kept) return unexpected(first_kept.error());
  MutexLock lock(mutex_);
  std::uint64_t freed = 0;
  for (auto day = days_.begin(); day != days_.end() && day->first < *first_kept;) {
    for (const std::string& blob : day->second.blobs) {
      freed += blob.size();
      bytes_ -= cost(blob);
    }
    day = days_.erase(day);
  }
  return freed;
}

std::uint64_t MemoryBlobStore::evicted_bytes() const {
  MutexLock lock(mutex_);
  return evicted_bytes_;
}

}  // namespace picket::adapters
