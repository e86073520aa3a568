// ItemGuard: lets no item of a request vanish.
#pragma once

#include <string_view>
#include <utility>

#include "protocol/item_limits.h"
#include "roles/relay/outcome_ledger.h"

namespace picket::relay {

/// Owns the duty to say what became of one item: drop() or hand_over(), once. Destroyed without
/// either, it counts the item as invalid/internal. One thread at a time; the ledger outlives it.
class ItemGuard {
 public:
  ItemGuard(OutcomeLedger& ledger, const Scope& scope,
            const protocol::Quantities& quantities) noexcept
      : ledger_(&ledger), scope_(scope), quantities_(quantities) {
    ledger.item_received();
  }
  ItemGuard(ItemGuard&& other) noexcept
      : ledger_(std::exchange(other.ledger_, nullptr)),
        scope_(other.scope_),
        quantities_(other.quantities_) {}
  ItemGuard& operator=(ItemGuard&& other) noexcept;
  ~ItemGuard() { account_for_the_unaccounted(); }

  bool open() const noexcept { return ledger_ != nullptr; }
  /// Not after the item is accounted for; so says hand_over().
  void drop(protocol::Outcome outcome, std::string_view reason);
  /// Accounts for some of it; the rest stays to be said. Not after the item is accounted for.
  void drop_some(const protocol::Quantity& some, protocol::Outcome outcome,
                 std::string_view reason);
  const protocol::Quantities& quantities() const noexcept { return quantities_; }
  /// Somebody else counts it from here on: the consumer of the log.
  void hand_over() noexcept;

 private:
  void account_for_the_unaccounted() noexcept;

  OutcomeLedger* ledger_;  ///< Null: accounted for.
  Scope scope_;
  protocol::Quantities quantities_;
};

}  // namespace picket::relay
