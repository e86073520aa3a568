// Quotas: what the relay asks before it keeps an item.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "domain/quota/enforcement.h"
#include "domain/quota/project_quotas.h"
#include "ports/limiter.h"
#include "roles/relay/active_limits.h"
#include "roles/relay/spike_guard.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

/// Counters, the memory of what they refused, and the quotas of every project alike. Thread-safe.
/// What it is given outlives it.
class Quotas {
 public:
  Quotas(ports::Limiter& limiter, const domain::AbuseLimits& abuse, const SpikeGuard& spikes,
         Telemetry& telemetry);

  /// A project of which nothing is limited costs nothing.
  bool nothing_set(const domain::ProjectQuotas& project) const noexcept {
    return abuse_.empty() && project.empty();
  }

 private:
  friend class KnownGate;
  friend class CountingGate;
  friend class ProjectGate;

  ports::Limiter& limiter_;
  const std::vector<domain::Quota> abuse_;
  const SpikeGuard& spikes_;
  Telemetry& telemetry_;
  ActiveLimits active_;
};

/// The quotas of one project and key at one moment. What it is given outlives it.
class ProjectGate : public domain::QuotaGate {
 protected:
  ProjectGate(Quotas& quotas, const domain::ProjectQuotas& project, const domain::Scoping& scoping,
              Timestamp now)
      : quotas_(quotas), project_(project), scoping_(scoping), now_(now) {}

  /// Calls `each(quota, limit)` for those that limit the category.
  template <class Each>
  void for_each(protocol::Category category, Each each) const {
    for (const auto* const list : {&quotas_.abuse_, &project_.quotas}) {
      for (const domain::Quota& quota : *list) {
        if (quota.limit && domain::applies(quota, scoping_, category)) each(quota, *quota.limit);
      }
    }
    if (project_.spike_multiple == 0) return;
    const domain::Quota& spike = quotas_.spikes_.quota();
    if (!domain::applies(spike, scoping_, category)) return;
    if (const auto cap = quotas_.spikes_.cap(scoping_.project, project_.spike_multiple))
      each(spike, *cap);
  }

  Quotas& quotas_;                        // NOLINT(*-non-private-member-variables-in-classes)
  const domain::ProjectQuotas& project_;  // NOLINT(*-non-private-member-variables-in-classes)
  const domain::Scoping scoping_;         // NOLINT(*-non-private-member-variables-in-classes)
  const Timestamp now_;                   // NOLINT(*-non-private-member-variables-in-classes)
};

/// Asks nobody: quotas that let nothing through, and what the counters refused before. Whatever the
/// quantity, as the counters would refuse at least one more.
class KnownGate final : public ProjectGate {
 public:
  KnownGate(Quotas& quotas, const domain::ProjectQuotas& project, const domain::Scoping& scoping,
            Timestamp now)
      : ProjectGate(quotas, project, scoping, now) {}
  std::optional<domain::Refusal> take(protocol::Category category, std::int64_t quantity) override;
};

/// Takes from the counters and remembers what they refuse. When they do not answer, everything is
/// granted: better some events too many than none.
class CountingGate final : public ProjectGate {
 public:
  CountingGate(Quotas& quotas, const domain::ProjectQuotas& project, const domain::Scoping& scoping,
               Timestamp now)
      : ProjectGate(quotas, project, scoping, now) {}
  std::optional<domain::Refusal> take(protocol::Category category, std::int64_t quantity) override;
};

}  // namespace picket::relay
