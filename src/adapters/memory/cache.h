// The cache port in process memory: the embedded profile's, and that of --ephemeral and tests.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/mutex.h"
#include "base/units.h"
#include "ports/cache.h"

namespace picket::adapters {

/// What an entry costs besides its key and value: nodes of the list and both indexes.
inline constexpr std::uint64_t kMemoryCacheOverheadBytes = 256;

struct MemoryCacheLimits {
  /// Keys, values and overhead. When it is reached, what is expired goes, then what was not read
  /// for longest. Small beside the 384 MB budget, and more than a process has to remember.
  std::uint64_t max_bytes = 16_MiB;
};

/// Thread-safe; blocks on a mutex only, for the copy of a value. When the clock steps back behind
/// the time of a put, its value is forgotten: its age is unknown.
class MemoryCache final : public ports::Cache {
 public:
  /// `clock` outlives the cache. There is room for a value of kMaxValueBytes at least.
  explicit MemoryCache(const Clock& clock, MemoryCacheLimits limits = {});

  Result<std::optional<std::string>> get(std::string_view key) override;
  Result<void> put(std::string_view key, std::string value, Duration ttl) override;
  Result<void> erase(std::string_view key) override;

  std::size_t entries() const;
  /// Entries that were dropped before they expired because the cache was full.
  std::uint64_t evicted() const;

 private:
  using ByExpiry = std::multimap<Timestamp, std::string_view>;  ///< Keys point into the entries.
  struct Entry {
    std::string key;
    std::string value;
    Timestamp stored;
    ByExpiry::iterator expiry;
  };
  using Entries = std::list<Entry>;  ///< The one read last is in front.

  void drop(Entries::iterator entry) PICKET_REQUIRES(mutex_);
  void make_room(std::uint64_t bytes, Timestamp now) PICKET_REQUIRES(mutex_);

  const Clock& clock_;
  const MemoryCacheLimits limits_;
  mutable Mutex mutex_;
  Entries entries_ PICKET_GUARDED_BY(mutex_);
  std::unordered_map<std::string_view, Entries::iterator> by_key_ PICKET_GUARDED_BY(mutex_);
  ByExpiry by_expiry_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;
  std::uint64_t evicted_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::adapters
