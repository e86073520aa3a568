#include "adapters/memory/limiter.h"

namespace picket::adapters {
namespace {

std::uint64_t cost(std::string_view key) noexcept {
  return key.size() + kMemoryCounterOverheadBytes;
}

}  // namespace

Result<ports::Take> MemoryLimiter::take(std::string_view key, std::int64_t quantity,
                                        std::int64_t limit, Duration window) {
  if (const auto valid = ports::check_take(key, quantity, limit, window); !valid) {
    return unexpected(valid.error());
  }
  const Timestamp now = clock_.now();
  const Sought counter{ports::window_end(key, window, now), window, key};
  const MutexLock lock(mutex_);
  while (!taken_.empty() && taken_.begin()->first.end <= now) forget_first();
  const auto found = taken_.find(counter);
  const std::int64_t taken = found == taken_.end() ? 0 : found->second;
  // Not `taken + quantity`, which may overflow; both sides of the difference are not negative.
  if (quantity > limit - taken) return ports::Take{false, counter.end - now};
  if (found != taken_.end()) {
    found->second += quantity;
  } else if (quantity > 0) {
    add(counter, quantity);
  }
  return ports::Take{true, Duration(0)};
}

void MemoryLimiter::add(const Sought& counter, std::int64_t quantity) {
  while (!taken_.empty() && bytes_ + cost(counter.key) > limits_.max_bytes) {
    forget_first();
    ++evicted_;
  }
  bytes_ += cost(counter.key);
  taken_.emplace(Counter{counter.end, counter.window, std::string(counter.key)}, quantity);
}

void MemoryLimiter::forget_first() {
  bytes_ -= cost(taken_.begin()->first.key);
  taken_.erase(taken_.begin());
}

std::size_t MemoryLimiter::counters() const {
  const MutexLock lock(mutex_);
  return taken_.size();
}

std::uint64_t MemoryLimiter::evicted() const {
  const MutexLock lock(mutex_);
  return evicted_;
}

}  // namespace picket::adapters
