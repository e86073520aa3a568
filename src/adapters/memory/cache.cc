#include "adapters/memory/cache.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/assert.h"

namespace picket::adapters {
namespace {

std::uint64_t cost(std::string_view key, std::string_view value) noexcept {
  return key.size() + value.size() + kMemoryCacheOverheadBytes;
}

/// now + ttl, which a ttl that stands for "ever" would overflow.
Timestamp expiry_of(Timestamp now, Duration ttl) noexcept {
  return ttl > Timestamp::max() - std::max(now, Timestamp()) ? Timestamp::max() : now + ttl;
}

}  // namespace

MemoryCache::MemoryCache(const Clock& clock, MemoryCacheLimits limits)
    : clock_(clock), limits_(limits) {
  PICKET_ASSERT(limits_.max_bytes >= kMaxKeyBytes + kMaxValueBytes + kMemoryCacheOverheadBytes);
}

Result<std::optional<std::string>> MemoryCache::get(std::string_view key) {
  if (const auto valid = ports::check_cache_key(key); !valid) return unexpected(valid.error());
  const Timestamp now = clock_.now();
  const MutexLock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  const Entries::iterator entry = found->second;
  if (now < entry->stored || entry->expiry->first <= now) {
    drop(entry);
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, entry);
  return entry->value;
}

Result<void> MemoryCache::put(std::string_view key, std::string value, Duration ttl) {
  if (const auto valid = ports::check_cache_key(key); !valid) return valid;
  if (const auto valid = ports::check_cache_value(value); !valid) return valid;
  const Timestamp now = clock_.now();
  const MutexLock lock(mutex_);
  if (const auto before = by_key_.find(key); before != by_key_.end()) drop(before->second);
  if (ttl <= Duration::zero()) return {};
  make_room(cost(key, value), now);
  bytes_ += cost(key, value);
  entries_.push_front({std::string(key), std::move(value), now, {}});
  by_key_.emplace(entries_.front().key, entries_.begin());
  entries_.front().expiry = by_expiry_.emplace(expiry_of(now, ttl), entries_.front().key);
  return {};
}

Result<void> MemoryCache::erase(std::string_view key) {
  if (const auto valid = ports::check_cache_key(key); !valid) return valid;
  const MutexLock lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  return {};
}

void MemoryCache::drop(Entries::iterator entry) {
  bytes_ -= cost(entry->key, entry->value);
  by_key_.erase(entry->key);
  by_expiry_.erase(entry->expiry);
  entries_.erase(entry);
}

void MemoryCache::make_room(std::uint64_t bytes, Timestamp now) {
  while (bytes_ + bytes > limits_.max_bytes) {
    if (by_expiry_.begin()->first <= now) {
      drop(by_key_.at(by_expiry_.begin()->second));
    } else {
      drop(std::prev(entries_.end()));
      ++evicted_;
    }
  }
}

std::size_t MemoryCache::entries() const {
  const MutexLock lock(mutex_);
  return entries_.size();
}

std::uint64_t MemoryCache::evicted() const {
  const MutexLock lock(mutex_);
  return evicted_;
}

}  // namespace picket::adapters
