// The spike guard: what a project may send in an hour, judged by what it usually sends. Why it is
// so: docs/decisions/0033-quotas-and-spikes.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "base/clock.h"
#include "domain/quota/quota.h"

namespace picket::domain {

/// A week, so that nights and weekends count.
inline constexpr std::chrono::hours kSpikeHistory{7 * 24};
/// With less there is nothing usual yet: no guard.
inline constexpr std::chrono::hours kLeastSpikeHistory{24};
/// A quiet project is not cut off by a handful of errors.
inline constexpr std::int64_t kLeastSpikeCap = 100;

/// Errors that were accepted within the hour that begins at `start`.
struct HourCount {
  Timestamp start;
  std::int64_t errors = 0;
};

/// Mean of the whole hours before `now`, of the last week or since the first that has any: whether
/// a spike is on now does not matter. Ascending; hours without errors may be left out. Nullopt when
/// the first is not kLeastSpikeHistory ago.
std::optional<double> usual_errors_per_hour(std::span<const HourCount> hours, Timestamp now);

/// Errors that the guard lets through in an hour.
std::int64_t spike_cap(double usual_per_hour, std::int64_t multiple) noexcept;

/// The quota of the guard, but for its limit, which moves.
Quota make_spike_quota();

}  // namespace picket::domain
