#include "domain/quota/spike.h"

#include <algorithm>
#include <cmath>

#include "domain/quota/reasons.h"

namespace picket::domain {

std::optional<double> usual_errors_per_hour(std::span<const HourCount> hours, Timestamp now) {
  const Timestamp end = std::chrono::floor<std::chrono::hours>(now);
  const Timestamp begin = end - kSpikeHistory;
  std::optional<Timestamp> first;
  std::int64_t errors = 0;
  for (const HourCount& hour : hours) {
    if (hour.start < begin || hour.start >= end || hour.errors <= 0) continue;
    if (!first) first = hour.start;
    errors += hour.errors;
  }
  if (!first || end - *first < kLeastSpikeHistory) return std::nullopt;
  const auto known = std::chrono::duration_cast<std::chrono::hours>(end - *first).count();
  return static_cast<double>(errors) / static_cast<double>(known);
}

std::int64_t spike_cap(double usual_per_hour, std::int64_t multiple) noexcept {
  const double cap = std::ceil(usual_per_hour * static_cast<double>(multiple));
  if (!(cap < static_cast<double>(kMostQuotaLimit))) return kMostQuotaLimit;
  return std::max(static_cast<std::int64_t>(cap), kLeastSpikeCap);
}

Quota make_spike_quota() {
  Quota quota;
  quota.id = "spike";
  quota.scope = protocol::LimitScope::project;
  quota.categories = protocol::CategorySet::errors();
  quota.window = std::chrono::hours(1);
  quota.reason = reason::kSpike;
  return quota;
}

}  // namespace picket::domain
