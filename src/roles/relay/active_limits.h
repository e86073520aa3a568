// ActiveLimits: quotas that are known to be used up, until they are not.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "base/clock.h"
#include "base/mutex.h"
#include "domain/quota/quota.h"

namespace picket::relay {

/// What the counters refused, so that the next request need not ask them and its SDK hears of it.
/// A quota that people change is another one, hence known no more. Thread-safe. Bounded by
/// kMaxActiveLimits: what finds no place is refused by the counters all the same.
class ActiveLimits {
 public:
  /// `limit` is the quota's, or what stands for it now (the spike guard's moves).
  void learn(const domain::Quota& quota, std::int64_t limit, const domain::Scoping& scoping,
             Timestamp now, Duration retry_after) PICKET_EXCLUDES(mutex_);
  /// How much longer; zero when nothing is known.
  Duration left(const domain::Quota& quota, std::int64_t limit, const domain::Scoping& scoping,
                Timestamp now) const PICKET_EXCLUDES(mutex_);
  /// Nothing to look up. Costs no lock.
  bool empty() const noexcept { return size_.load(std::memory_order_relaxed) == 0; }

 private:
  struct Key {
    std::uint64_t quota;  ///< Hash of what it says.
    std::int64_t org;
    std::int64_t id;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  static Key key_of(const domain::Quota& quota, std::int64_t limit,
                    const domain::Scoping& scoping) noexcept;
  void forget_what_is_over(Timestamp now) PICKET_REQUIRES(mutex_);

  mutable Mutex mutex_;
  std::unordered_map<Key, Timestamp, KeyHash> until_ PICKET_GUARDED_BY(mutex_);
  std::atomic<std::size_t> size_{0};
};

}  // namespace picket::relay
