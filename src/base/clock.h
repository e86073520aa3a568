// Time: one wall-clock type for data, one interface to ask for "now".
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace picket {

/// UTC, microseconds since 1970: the resolution of everything stored.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// Thread-safe. `now` may step (NTP); waiting uses Deadline, which is steady.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const noexcept = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const noexcept override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
  }
};

/// Stands still until told otherwise; for tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start) : now_(start.time_since_epoch().count()) {}
  Timestamp now() const noexcept override { return Timestamp(Duration(now_.load())); }
  void advance(Duration by) noexcept { now_ += by.count(); }

 private:
  std::atomic<Duration::rep> now_;
};

constexpr std::int64_t to_unix_us(Timestamp t) noexcept {
  return t.time_since_epoch().count();
}
constexpr Timestamp from_unix_us(std::int64_t us) noexcept {
  return Timestamp(Duration(us));
}

}  // namespace picket
