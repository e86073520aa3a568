// The limiter port in process memory: the embedded profile's, and that of --ephemeral and tests.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "base/clock.h"
#include "base/mutex.h"
#include "base/units.h"
#include "ports/limiter.h"

namespace picket::adapters {

/// What a counter costs besides its key: a node of the map with its string and the allocator's
/// rounding.
inline constexpr std::uint64_t kMemoryCounterOverheadBytes = 128;

struct MemoryLimiterLimits {
  /// Keys and overhead of all counters: some 90,000 of 50 bytes. When it is reached the counter
  /// whose window ends first is forgotten, as it has the least left to say.
  std::uint64_t max_bytes = 16_MiB;
};

/// Thread-safe; blocks on a mutex only, some microseconds. When the clock steps back, windows that
/// it is in again count on, or anew when they had ended.
class MemoryLimiter final : public ports::Limiter {
 public:
  /// `clock` outlives the limiter.
  explicit MemoryLimiter(const Clock& clock, MemoryLimiterLimits limits = {})
      : clock_(clock), limits_(limits) {}

  Result<ports::Take> take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                           Duration window) override;
  Result<bool> take_all(std::span<const ports::Charge> charges,
                        std::span<ports::Take> takes) override;

  std::size_t counters() const;
  /// Counters that were forgotten before their window ended because the limiter was full.
  std::uint64_t evicted() const;

 private:
  /// Ordered by end, so that what is over, and what goes first, is in front.
  struct Counter {
    Timestamp end;
    Duration window;
    std::string key;
  };
  struct Sought {
    Timestamp end;
    Duration window;
    std::string_view key;
  };
  struct EndsFirst {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const noexcept {
      return std::tuple(a.end, a.window, std::string_view(a.key)) <
             std::tuple(b.end, b.window, std::string_view(b.key));
    }
  };

  std::int64_t taken(const Sought& counter) const PICKET_REQUIRES(mutex_);
  void forget_what_is_over(Timestamp now) PICKET_REQUIRES(mutex_);
  void forget_first() PICKET_REQUIRES(mutex_);
  /// The counter goes up to the end of numbers and no further.
  void add(const Sought& counter, std::int64_t quantity) PICKET_REQUIRES(mutex_);

  const Clock& clock_;
  const MemoryLimiterLimits limits_;
  mutable Mutex mutex_;
  std::map<Counter, std::int64_t, EndsFirst> taken_ PICKET_GUARDED_BY(mutex_);
  std::uint64_t bytes_ PICKET_GUARDED_BY(mutex_) = 0;
  std::uint64_t evicted_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::adapters
