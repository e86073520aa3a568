// Deadline: when a wait gives up. Steady, so a stepping wall clock cannot stretch it.
#pragma once

#include <chrono>

namespace picket {

class Deadline {
 public:
  using SteadyClock = std::chrono::steady_clock;

  static Deadline in(SteadyClock::duration from_now) noexcept {
    return Deadline(SteadyClock::now() + from_now);
  }
  static Deadline never() noexcept {
    return Deadline(SteadyClock::now() + std::chrono::hours(24 * 365));
  }
  /// Already over: "only what is there now".
  static Deadline now() noexcept { return Deadline(SteadyClock::now()); }

  SteadyClock::time_point at() const noexcept { return at_; }
  bool over() const noexcept { return SteadyClock::now() >= at_; }
  /// Zero once over.
  SteadyClock::duration left() const noexcept {
    const auto left = at_ - SteadyClock::now();
    return left > SteadyClock::duration::zero() ? left : SteadyClock::duration::zero();
  }

 private:
  explicit Deadline(SteadyClock::time_point at) noexcept : at_(at) {}
  SteadyClock::time_point at_;
};

}  // namespace picket
