#include "adapters/memory/limiter.h"

#include <limits>

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
  forget_what_is_over(now);
  // Not `taken + quantity`, which may overflow; both sides of the difference are not negative.
  if (quantity > limit - taken(counter)) return ports::Take{false, counter.end - now};
  add(counter, quantity);
  return ports::Take{true, Duration(0)};
}

Result<bool> MemoryLimiter::take_all(std::span<const ports::Charge> charges,
                                     std::span<ports::Take> takes) {
  if (const auto valid = ports::check_charges(charges, takes); !valid) {
    return unexpected(valid.error());
  }
  const Timestamp now = clock_.now();
  const auto counter_of = [now](const ports::Charge& charge) {
    return Sought{ports::window_end(charge.shift, charge.window, now), charge.window, charge.key};
  };
  bool all = true;
  const MutexLock lock(mutex_);
  forget_what_is_over(now);
  for (std::size_t i = 0; i < charges.size(); ++i) {
    const Sought counter = counter_of(charges[i]);
    const bool granted = ports::fits(charges[i], taken(counter));
    takes[i] = {granted, granted ? Duration(0) : counter.end - now};
    all = all && granted;
  }
  if (!all) return false;
  for (const ports::Charge& charge : charges) add(counter_of(charge), charge.quantity);
  return true;
}

std::int64_t MemoryLimiter::taken(const Sought& counter) const {
  const auto found = taken_.find(counter);
  return found == taken_.end() ? 0 : found->second;
}

void MemoryLimiter::add(const Sought& counter, std::int64_t quantity) {
  if (quantity == 0) return;
  if (const auto found = taken_.find(counter); found != taken_.end()) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    found->second = quantity > kMost - found->second ? kMost : found->second + quantity;
    return;
  }
  while (!taken_.empty() && bytes_ + cost(counter.key) > limits_.max_bytes) {
    forget_first();
    ++evicted_;
  }
  bytes_ += cost(counter.key);
  taken_.emplace(Counter{counter.end, counter.window, std::string(counter.key)}, quantity);
}

void MemoryLimiter::forget_what_is_over(Timestamp now) {
  while (!taken_.empty() && taken_.begin()->first.end <= now) forget_first();
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
