#include "roles/relay/item_guard.h"

#include "base/assert.h"

namespace picket::relay {

ItemGuard& ItemGuard::operator=(ItemGuard&& other) noexcept {
  if (this != &other) {
    account_for_the_unaccounted();
    ledger_ = std::exchange(other.ledger_, nullptr);
    scope_ = other.scope_;
    quantities_ = other.quantities_;
  }
  return *this;
}

void ItemGuard::drop(protocol::Outcome outcome, std::string_view reason) {
  PICKET_ASSERT(open());
  OutcomeLedger& ledger = *std::exchange(ledger_, nullptr);
  ledger.item_dropped();
  for (const protocol::Quantity& quantity : quantities_) {
    if (quantity.amount == 0) continue;  // Accounted for before.
    ledger.add(scope_, quantity.category, outcome, reason, quantity.amount);
  }
}

void ItemGuard::drop_some(const protocol::Quantity& some, protocol::Outcome outcome,
                          std::string_view reason) {
  PICKET_ASSERT(open());
  if (some.amount == 0) return;
  ledger_->add(scope_, some.category, outcome, reason, some.amount);
  quantities_.reduce(some.category, some.amount);
}

void ItemGuard::hand_over() noexcept {
  PICKET_ASSERT(open());
  std::exchange(ledger_, nullptr)->item_kept();
}

void ItemGuard::account_for_the_unaccounted() noexcept {
  if (!open()) return;
  OutcomeLedger& ledger = *std::exchange(ledger_, nullptr);
  ledger.item_forgotten();
  for (const protocol::Quantity& quantity : quantities_) {
    ledger.add_unaccounted(scope_, quantity.category, quantity.amount);
  }
}

}  // namespace picket::relay
