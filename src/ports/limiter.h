// Port: counters over time windows, for quotas and login attempts. In process, or Redis.
// Threads: safe from any thread. May block on a network in the distributed profile. May forget on
// restart.
#pragma once

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
  virtual ~Limiter() = default;
  /// Atomically takes `quantity` of at most `limit` per `window` from the counter `key` (at most
  /// 256 bytes), or nothing when it does not fit. Windows are aligned to multiples of their length
  /// plus a shift drawn from the key.
  virtual Result<Take> take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                            Duration window) = 0;
};

}  // namespace picket::ports
