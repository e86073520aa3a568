#include "roles/relay/quotas.h"

#include <cstddef>
#include <vector>

namespace picket::relay {
namespace {

struct Asked {
  const domain::Quota* quota;
  std::int64_t limit;
  domain::CounterKey key;
};

/// Used again by the next item of a thread: nothing is allocated then.
struct Scratch {
  std::vector<Asked> asked;
  std::vector<ports::Charge> charges;
  std::vector<ports::Take> takes;
};

void keep_longest(std::optional<domain::Refusal>& longest, const domain::Quota& quota,
                  Duration retry_after) {
  if (!longest || longest->retry_after < retry_after)
    longest = domain::Refusal{&quota, retry_after};
}

}  // namespace

Quotas::Quotas(ports::Limiter& limiter, const domain::AbuseLimits& abuse, const SpikeGuard& spikes,
               Telemetry& telemetry)
    : limiter_(limiter),
      abuse_(domain::make_abuse_quotas(abuse)),
      spikes_(spikes),
      telemetry_(telemetry) {}

std::optional<domain::Refusal> KnownGate::take(protocol::Category category, std::int64_t) {
  std::optional<domain::Refusal> longest;
  for_each(category, [&](const domain::Quota& quota, std::int64_t limit) {
    const Duration left = limit == 0 ? domain::kRejectAllRetryAfter
                                     : quotas_.active_.left(quota, limit, scoping_, now_);
    if (left > Duration::zero()) keep_longest(longest, quota, left);
  });
  return longest;
}

std::optional<domain::Refusal> CountingGate::take(protocol::Category category,
                                                  std::int64_t quantity) {
  thread_local Scratch scratch;
  scratch.asked.clear();
  std::optional<domain::Refusal> longest;
  for_each(category, [&](const domain::Quota& quota, std::int64_t limit) {
    if (limit == 0) {
      keep_longest(longest, quota, domain::kRejectAllRetryAfter);
    } else if (scratch.asked.size() < ports::Limiter::kMaxCharges) {
      scratch.asked.push_back({&quota, limit, domain::CounterKey(quota, scoping_)});
    }
  });
  if (longest || scratch.asked.empty()) return longest;

  scratch.charges.clear();
  for (const Asked& one : scratch.asked) {
    scratch.charges.push_back({one.key.text(), quantity, one.limit, one.quota->window,
                               domain::window_shift(*one.quota, scoping_.org), false});
  }
  scratch.takes.assign(scratch.asked.size(), {});
  const auto taken = quotas_.limiter_.take_all(scratch.charges, scratch.takes);
  if (!taken) {
    quotas_.telemetry_.limiter_failed(taken.error());
    return std::nullopt;
  }
  for (std::size_t i = 0; !*taken && i < scratch.asked.size(); ++i) {
    if (scratch.takes[i].granted) continue;
    const Asked& refused = scratch.asked[i];
    const Duration retry_after = scratch.takes[i].retry_after;
    quotas_.active_.learn(*refused.quota, refused.limit, scoping_, now_, retry_after);
    keep_longest(longest, *refused.quota, retry_after);
  }
  return longest;
}

}  // namespace picket::relay
