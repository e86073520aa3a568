// When each event should be sent in an open loop.
//
// Latency counts from these times, not from when a connection was free: a server that stalls for a
// second is charged for every event that had to wait, which a closed loop leaves out ("coordinated
// omission", Gil Tene).
#pragma once

#include <chrono>
#include <cstdint>

namespace picket::load {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Evenly spaced. A value type.
class Schedule {
 public:
  /// `per_second` is positive.
  Schedule(SteadyTime start, double per_second) noexcept : start_(start), per_second_(per_second) {}

  SteadyTime at(std::uint64_t index) const noexcept {
    // From the start each time: adding up intervals would add up their rounding.
    const std::chrono::duration<double> after(static_cast<double>(index) / per_second_);
    return start_ + std::chrono::duration_cast<std::chrono::steady_clock::duration>(after);
  }

 private:
  SteadyTime start_;
  double per_second_;
};

}  // namespace picket::load
