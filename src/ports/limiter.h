// Port: counters over time windows, for quotas and login attempts. In process, or Redis.
// Threads: safe from any thread. May block on a network in the distributed profile. May forget on
// restart, and counters over its limit: it then grants more, never less. Not durable; a repeated
// take takes again. Errors: unavailable (retry), invalid_argument.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace picket::ports {

struct Take {
  bool granted = false;
  Duration retry_after{0};  ///< Until the window ends; zero when granted.
};

class Limiter {
 public:
  static constexpr std::size_t kMaxKeyBytes = 256;
  /// A year of quota; longer ones would be budgets, which must not be forgotten.
  static constexpr Duration kLongestWindow = std::chrono::days(366);

  virtual ~Limiter() = default;
  /// Atomically takes `quantity` of at most `limit` per `window` from the counter `key` (any bytes,
  /// at most kMaxKeyBytes), or nothing when it does not fit. Windows are aligned to multiples of
  /// their length plus a shift drawn from the key, see window_end. Windows of another length are
  /// another counter; the limit may change between takes. None is negative, and a window lasts from
  /// a microsecond to kLongestWindow: else invalid_argument.
  virtual Result<Take> take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                            Duration window) = 0;
};

// What every adapter does alike.

/// invalid_argument for what take() refuses.
Result<void> check_take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                        Duration window);
/// End of the key's window that contains `now`, which is before it. The shift keeps the counters of
/// many keys from starting anew in the same moment.
Timestamp window_end(std::string_view key, Duration window, Timestamp now) noexcept;

}  // namespace picket::ports
