// SoloGate: lets one suspect record of the whole process be in flight at a time.
//
// When a process dies, everything in flight is suspect. If two partitions tried their suspects at
// the same moment, the innocent one would be blamed together with the guilty one.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <utility>

#include "engine/stop_signal.h"

namespace picket::engine {

/// Thread-safe; shared by all partitions of all groups of a process.
class SoloGate {
 public:
  class Pass {
   public:
    explicit Pass(SoloGate& gate) noexcept : gate_(&gate) {}
    Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
    Pass& operator=(Pass&&) = delete;
    ~Pass() {
      if (gate_ != nullptr) gate_->busy_.store(false, std::memory_order_release);
    }

   private:
    SoloGate* gate_;
  };

  /// Waits for the pass; nullopt when `stop` is requested first. Polls: this happens only after the
  /// process died twice.
  std::optional<Pass> enter(StopSignal& stop) {
    while (busy_.exchange(true, std::memory_order_acquire)) {
      if (!stop.pause(kPoll)) return std::nullopt;
    }
    return std::optional<Pass>(std::in_place, *this);
  }

 private:
  static constexpr Duration kPoll{std::chrono::milliseconds(20)};
  std::atomic<bool> busy_{false};
};

}  // namespace picket::engine
