// LogHealth: whether the log took what it was given last.
#pragma once

#include <atomic>

namespace picket::relay {

/// Thread-safe. A refused event leaves an outcome behind, which is tried every second: so a log
/// that recovers is noticed even when nobody sends events because this process is not ready.
class LogHealth {
 public:
  void took() noexcept { refuses_.store(false, std::memory_order_relaxed); }
  void refused() noexcept { refuses_.store(true, std::memory_order_relaxed); }
  bool refuses() const noexcept { return refuses_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> refuses_{false};
};

}  // namespace picket::relay
