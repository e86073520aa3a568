// How much memory all requests of the process may hold at once, and how much of it one may have.
//
// Three ceilings in one sum, so that greedy requests leave room for others: with 128 MiB, bodies
// above kSmallBytes and headers that go on and on fill it to 72 MiB; decoders of bodies that are
// only measured (body_reader.h) and small bodies that do not come at once to 120; the last 8 MiB
// are for small requests that are there whole: a thousand events of 8 KB.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/units.h"
#include "obs/metrics.h"

namespace picket::net {

enum class BodyUse : std::uint8_t { small, measured, large };

/// Thread-safe. Outlives its charges.
class BodyBudget {
 public:
  /// A request with a body of the largest event (1 MiB), its wire bytes and its decoder.
  static constexpr std::size_t kSmallBytes = 1536_KiB;

  BodyBudget(std::size_t max_bytes, obs::Gauge& in_flight) noexcept
      : max_bytes_(max_bytes), in_flight_(in_flight) {}

  /// What one body may have, decoded: with its decoder it fits in when no other large one is there,
  /// so that a body above it need not be tried again.
  std::size_t max_body_bytes() const noexcept {
    return std::max(max_bytes_ / 2, std::min(max_bytes_, kSmallBytes));
  }

  bool take(std::size_t bytes, BodyUse use) noexcept {
    // Never more than there is, not even for a moment: another request would be refused for it.
    std::size_t taken = taken_.load();
    do {
      if (taken + bytes > ceiling(use)) return false;
    } while (!taken_.compare_exchange_weak(taken, taken + bytes));
    in_flight_.add(static_cast<std::int64_t>(bytes));
    return true;
  }
  void give_back(std::size_t bytes) noexcept {
    taken_.fetch_sub(bytes);
    in_flight_.add(-static_cast<std::int64_t>(bytes));
  }
  std::size_t taken() const noexcept { return taken_.load(); }
  bool has_room_to_wait() const noexcept { return taken_.load() <= ceiling(BodyUse::measured); }

 private:
  std::size_t ceiling(BodyUse use) const noexcept {
    switch (use) {
      case BodyUse::small:
        return max_bytes_;
      case BodyUse::measured:
        return max_bytes_ - max_bytes_ / 16;
      case BodyUse::large:
        return max_bytes_ - max_bytes_ / 16 * 7;
    }
    return 0;
  }

  const std::size_t max_bytes_;
  std::atomic<std::size_t> taken_{0};
  obs::Gauge& in_flight_;
};

/// The part of the budget that one request holds, from its body's first byte until its answer.
class BodyCharge {
 public:
  explicit BodyCharge(BodyBudget& budget) noexcept : budget_(budget) {}
  ~BodyCharge() { release(); }
  BodyCharge(const BodyCharge&) = delete;
  BodyCharge& operator=(const BodyCharge&) = delete;

  /// False, and nothing changes, when the budget does not have what is missing.
  bool grow_to(std::size_t bytes) noexcept {
    return grow_to(bytes, bytes > BodyBudget::kSmallBytes ? BodyUse::large : BodyUse::small);
  }
  bool grow_to(std::size_t bytes, BodyUse use) noexcept {
    if (bytes <= bytes_) return true;
    if (!budget_.take(bytes - bytes_, use)) return false;
    bytes_ = bytes;
    return true;
  }
  void shrink_to(std::size_t bytes) noexcept {
    if (bytes < bytes_) budget_.give_back(std::exchange(bytes_, bytes) - bytes);
  }
  void release() noexcept { shrink_to(0); }
  /// False when this is no longer small and others, who need not wait, want the room.
  bool may_wait() const noexcept {
    return bytes_ <= kAlwaysWaitingBytes || budget_.has_room_to_wait();
  }
  std::size_t max_body_bytes() const noexcept { return budget_.max_body_bytes(); }

 private:
  /// Many clients send the header first, and then the body.
  static constexpr std::size_t kAlwaysWaitingBytes = 4_KiB;

  BodyBudget& budget_;
  std::size_t bytes_ = 0;
};

}  // namespace picket::net
