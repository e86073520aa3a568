// Backoff: how long to wait before the next try. Exponential with jitter, seeded so that a test can
// repeat it. Source: "full jitter" of the AWS architecture blog, halved so that a wait is never
// zero.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/clock.h"
#include "base/random.h"

namespace picket::engine {

struct RetryPolicy {
  Duration first{std::chrono::milliseconds(50)};
  /// A store that comes back is noticed within this time.
  Duration longest{std::chrono::seconds(10)};
};

/// One thread.
class Backoff {
 public:
  Backoff(const RetryPolicy& policy, std::uint64_t seed) noexcept
      : policy_(policy), random_(seed), ceiling_(policy.first) {}

  /// Between half of and the whole of first * 2^n, where n counts calls since reset(); never more
  /// than `longest`.
  Duration next() noexcept;
  void reset() noexcept { ceiling_ = policy_.first; }

 private:
  RetryPolicy policy_;
  SeededRandom random_;
  Duration ceiling_;
};

}  // namespace picket::engine
