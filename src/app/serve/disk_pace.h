// How long the free space of a disk lasts, from how it went down lately.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "base/clock.h"
#include "base/mutex.h"

namespace picket::app {

/// Thread-safe.
class DiskPace {
 public:
  /// Looks that come sooner after the one before are not kept.
  static constexpr Duration kStep{std::chrono::seconds(10)};
  /// A pace is that of this time. Longer would hide that events began to pour in.
  static constexpr Duration kWindow{std::chrono::minutes(10)};
  /// Of less it says nothing: one file that was made or dropped would be all of it.
  static constexpr Duration kShortest{std::chrono::minutes(1)};

  /// Notes how much is free now. Gives the time after which nothing is left at this pace; nullopt
  /// while that is unknown, or when the space does not go down.
  std::optional<Duration> look(Timestamp now, std::uint64_t free_bytes);

 private:
  struct Look {
    Timestamp when;
    std::uint64_t free_bytes;
  };
  Mutex mutex_;
  std::deque<Look> looks_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::app
