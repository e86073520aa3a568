// How much memory all request bodies of the process may hold at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>

#include "obs/metrics.h"

namespace picket::net {

/// Thread-safe. Outlives its charges.
class BodyBudget {
 public:
  BodyBudget(std::size_t max_bytes, obs::Gauge& in_flight) noexcept
      : max_bytes_(max_bytes), in_flight_(in_flight) {}

  bool take(std::size_t bytes) noexcept {
    if (taken_.fetch_add(bytes) + bytes > max_bytes_) {
      taken_.fetch_sub(bytes);
      return false;
    }
    in_flight_.set(static_cast<std::int64_t>(taken_.load()));
    return true;
  }
  void give_back(std::size_t bytes) noexcept {
    taken_.fetch_sub(bytes);
    in_flight_.set(static_cast<std::int64_t>(taken_.load()));
  }
  std::size_t taken() const noexcept { return taken_.load(); }

 private:
  const std::size_t max_bytes_;
  std::atomic<std::size_t> taken_{0};
  obs::Gauge& in_flight_;
};

/// The part of the budget that one request holds, from its body's first byte until its answer.
class BodyCharge {
 public:
  explicit BodyCharge(BodyBudget& budget) noexcept : budget_(budget) {}
  ~BodyCharge() { budget_.give_back(std::exchange(bytes_, 0)); }
  BodyCharge(const BodyCharge&) = delete;
  BodyCharge& operator=(const BodyCharge&) = delete;

  /// False, and nothing changes, when the budget does not have what is missing.
  bool grow_to(std::size_t bytes) noexcept {
    if (bytes <= bytes_) return true;
    if (!budget_.take(bytes - bytes_)) return false;
    bytes_ = bytes;
    return true;
  }

 private:
  BodyBudget& budget_;
  std::size_t bytes_ = 0;
};

}  // namespace picket::net
