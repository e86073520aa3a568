#include "roles/relay/outcome_ledger.h"

#include <functional>
#include <utility>

#include "roles/relay/limits.h"

namespace picket::relay {
namespace {

/// Of discards whose own reason found no place.
constexpr std::string_view kOtherReason = "other";

}  // namespace

std::size_t OutcomeLedger::KeyHash::operator()(const Key& key) const noexcept {
  auto h = static_cast<std::uint64_t>(key.scope.project.value) * 0x9e3779b97f4a7c15U;
  h ^= static_cast<std::uint64_t>(to_unix_us(key.scope.minute)) +
       (static_cast<std::uint64_t>(key.scope.key.value) << 32U);
  h = (h ^ (static_cast<std::uint64_t>(key.category) << 8U) ^
       static_cast<std::uint64_t>(key.outcome)) *
      0xbf58476d1ce4e5b9U;
  return static_cast<std::size_t>(h ^ (h >> 31U)) ^ std::hash<std::string>{}(key.reason);
}

bool OutcomeLedger::add_to(Key key, std::int64_t quantity) {
  if (const auto found = sums_.find(key); found != sums_.end()) {
    found->second += quantity;
    return true;
  }
  if (sums_.size() >= kMaxOutcomeSums) return false;
  sums_.emplace(std::move(key), quantity);
  return true;
}

void OutcomeLedger::add(const Scope& scope, protocol::Category category, protocol::Outcome outcome,
                        std::string_view reason, std::int64_t quantity) {
  bool added = false;
  {
    MutexLock lock(mutex_);
    added = add_to({scope, category, outcome, std::string(reason)}, quantity);
  }
  if (!added) telemetry_.outcome_lost(quantity);
}

void OutcomeLedger::add_unaccounted(const Scope& scope, protocol::Category category,
                                    std::int64_t quantity) {
  telemetry_.unaccounted(quantity);
  add(scope, category, protocol::Outcome::invalid, protocol::reason::kInternal, quantity);
}

void OutcomeLedger::add_discard(const Scope& scope, protocol::Category category,
                                std::string_view reason, std::int64_t quantity) {
  using protocol::Outcome;
  bool added = false;
  {
    MutexLock lock(mutex_);
    Key key{scope, category, Outcome::client_discard, std::string(reason)};
    if (client_sums_ >= kMaxClientOutcomeSums && !sums_.contains(key)) key.reason = kOtherReason;
    const std::size_t before = sums_.size();
    added = add_to(std::move(key), quantity);
    client_sums_ += sums_.size() - before;
  }
  if (!added) telemetry_.outcome_lost(quantity);
}

std::vector<protocol::OutcomeCount> OutcomeLedger::take() {
  MutexLock lock(mutex_);
  std::vector<protocol::OutcomeCount> counts;
  counts.reserve(sums_.size());
  for (const auto& [key, quantity] : sums_) {
    counts.push_back({key.scope.org, key.scope.project, key.scope.key, key.scope.minute,
                      key.category, key.outcome, key.reason, quantity});
  }
  sums_.clear();
  client_sums_ = 0;
  return counts;
}

void OutcomeLedger::put_back(const std::vector<protocol::OutcomeCount>& counts) {
  for (const protocol::OutcomeCount& count : counts) {
    const Scope scope{count.org, count.project, count.key, count.minute};
    if (count.outcome == protocol::Outcome::client_discard) {
      add_discard(scope, count.category, count.reason, count.quantity);
    } else {
      add(scope, count.category, count.outcome, count.reason, count.quantity);
    }
  }
}

bool OutcomeLedger::empty() const {
  MutexLock lock(mutex_);
  return sums_.empty();
}

}  // namespace picket::relay
