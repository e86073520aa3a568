// OutcomeLedger: what became of items that are not accepted, summed up until it is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/mutex.h"
#include "protocol/outcome.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

/// Whom and when an outcome is counted for.
struct Scope {
  OrgId org;
  ProjectId project;
  KeyId key;
  Timestamp minute;

  friend bool operator==(const Scope&, const Scope&) = default;
};

/// Thread-safe. Bounded by kMaxOutcomeSums: what finds no place then is counted as lost and logged.
class OutcomeLedger {
 public:
  explicit OutcomeLedger(Telemetry& telemetry) : telemetry_(telemetry) {}

  /// `reason` comes from the program, so there are few.
  void add(const Scope& scope, protocol::Category category, protocol::Outcome outcome,
           std::string_view reason, std::int64_t quantity) PICKET_EXCLUDES(mutex_);
  /// Of an item that nobody accounted for: invalid/internal, and said aloud.
  void add_unaccounted(const Scope& scope, protocol::Category category, std::int64_t quantity)
      PICKET_EXCLUDES(mutex_);
  /// What an SDK discarded; it chose the reason, so there may be many.
  void add_discard(const Scope& scope, protocol::Category category, std::string_view reason,
                   std::int64_t quantity) PICKET_EXCLUDES(mutex_);

  // The balance of items, see Telemetry::balance(). Each is counted once when it comes and once
  // when it is settled.
  void item_received() noexcept { telemetry_.item_received(); }
  void item_kept() noexcept { telemetry_.item_kept(); }
  void item_dropped() noexcept { telemetry_.item_dropped(); }
  void item_forgotten() noexcept { telemetry_.item_forgotten(); }

  /// All sums, which it then no longer has.
  std::vector<protocol::OutcomeCount> take() PICKET_EXCLUDES(mutex_);
  /// Those that could not be written.
  void put_back(const std::vector<protocol::OutcomeCount>& counts) PICKET_EXCLUDES(mutex_);
  bool empty() const PICKET_EXCLUDES(mutex_);

 private:
  struct Key {
    Scope scope;
    protocol::Category category;
    protocol::Outcome outcome;
    std::string reason;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  /// False when there is no place.
  bool add_to(Key key, std::int64_t quantity) PICKET_REQUIRES(mutex_);

  Telemetry& telemetry_;
  mutable Mutex mutex_;
  std::unordered_map<Key, std::int64_t, KeyHash> sums_ PICKET_GUARDED_BY(mutex_);
  std::size_t client_sums_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::relay
