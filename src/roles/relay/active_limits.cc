#include "roles/relay/active_limits.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "roles/relay/limits.h"

namespace picket::relay {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) noexcept {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 32U);
}

}  // namespace

std::size_t ActiveLimits::KeyHash::operator()(const Key& key) const noexcept {
  return static_cast<std::size_t>(
      mix(mix(key.quota, static_cast<std::uint64_t>(key.org)), static_cast<std::uint64_t>(key.id)));
}

ActiveLimits::Key ActiveLimits::key_of(const domain::Quota& quota, std::int64_t limit,
                                       const domain::Scoping& scoping) noexcept {
  std::uint64_t hash = std::hash<std::string_view>{}(quota.id);
  hash = mix(hash, quota.categories.bits());
  hash = mix(hash, static_cast<std::uint64_t>(limit));
  hash = mix(hash, static_cast<std::uint64_t>(quota.window.count()));
  hash = mix(hash, static_cast<std::uint64_t>(quota.scope));
  return {hash, scoping.org.value, domain::id_in_scope(quota.scope, scoping)};
}

void ActiveLimits::learn(const domain::Quota& quota, std::int64_t limit,
                         const domain::Scoping& scoping, Timestamp now, Duration retry_after) {
  const Timestamp until = now + std::min(retry_after, domain::kMaxRateLimit);
  const Key key = key_of(quota, limit, scoping);
  const MutexLock lock(mutex_);
  if (until_.size() >= kMaxActiveLimits) forget_what_is_over(now);
  if (until_.size() >= kMaxActiveLimits && !until_.contains(key)) return;
  until_[key] = until;
  size_.store(until_.size(), std::memory_order_relaxed);
}

Duration ActiveLimits::left(const domain::Quota& quota, std::int64_t limit,
                            const domain::Scoping& scoping, Timestamp now) const {
  if (empty()) return Duration(0);
  const Key key = key_of(quota, limit, scoping);
  const MutexLock lock(mutex_);
  const auto found = until_.find(key);
  // A clock that was set back must not make a limit longer than it was.
  if (found == until_.end() || found->second <= now) return Duration(0);
  return std::min<Duration>(found->second - now, domain::kMaxRateLimit);
}

void ActiveLimits::forget_what_is_over(Timestamp now) {
  std::erase_if(until_, [now](const auto& entry) { return entry.second <= now; });
  size_.store(until_.size(), std::memory_order_relaxed);
}

}  // namespace picket::relay
