// The blob_store port in process memory, for --ephemeral and tests.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mutex.h"
#include "base/units.h"
#include "ports/blob_store.h"

namespace picket::adapters {

/// What a blob costs besides its bytes, so that empty ones are bounded too.
inline constexpr std::uint64_t kMemoryBlobOverheadBytes = 64;

struct MemoryBlobLimits {
  /// All blobs and overhead together. When it is reached the oldest blobs expire early (get answers
  /// not_found): a try-out server goes on working. Leaves room for the rest in the 384 MB budget.
  std::uint64_t max_bytes = 128_MiB;
  /// Of one blob; the same as the segment store's.
  std::uint64_t max_blob_bytes = 32_MiB;
};

/// Thread-safe. A reference is the day in the upper half of `container` and the number of the blob
/// within the day in `offset`.
class MemoryBlobStore final : public ports::BlobStore {
 public:
  explicit MemoryBlobStore(MemoryBlobLimits limits = {}) : limits_(limits) {}

  Result<std::vector<domain::BlobRef>> put(Timestamp day,
                                           std::span<const std::string_view> blobs) override;
  Result<std::string> get(const domain::BlobRef& ref) override;
  Result<std::uint64_t> expire(Timestamp before) override;
  Result<std::uint64_t> size_bytes() override { return std::uint64_t{0}; }

  /// Bytes that expired early because the store was full.
  std::uint64_t evicted_bytes() const;

 private:
  struct Day {
    std::uint64_t first = 0;  ///< Number of blobs.front().
    std::deque<std::string> blobs;
  };

  void evict_oldest() PICKET_REQUIRES(mutex_);

  const MemoryBlobLimits limits_;
  mutable Mutex mutex_;
  std::map<std::uint32_t, Day> days_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;
  std::uint64_t evicted_bytes_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::adapters
