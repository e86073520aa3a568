// StopSignal: how a loop learns that it shall end, also while it waits.
#pragma once

#include <atomic>

#include "base/clock.h"
#include "base/mutex.h"

namespace picket::engine {

/// Thread-safe. Once requested, a stop stays requested.
class StopSignal {
 public:
  StopSignal() = default;
  virtual ~StopSignal() = default;
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  void request() noexcept;
  bool requested() const noexcept { return requested_.load(std::memory_order_acquire); }

  /// Waits for `time`; false as soon as a stop is requested. Virtual so that a test need not wait.
  virtual bool pause(Duration time);

 private:
  std::atomic<bool> requested_{false};
  Mutex mutex_;
  CondVar changed_;
};

}  // namespace picket::engine
