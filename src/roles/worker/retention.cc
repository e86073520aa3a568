#include "roles/worker/retention.h"

#include <algorithm>

#include "ports/dead_letters.h"
#include "ports/items.h"
#include "ports/outcomes.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

/// One transaction: `change(tx)` returns how many rows it touched.
template <class Change>
Result<std::int64_t> in_transaction(ports::MetaDb& meta, Change change) {
  auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  const Result<std::int64_t> changed = change(**tx);
  if (!changed || *changed == 0) return changed;
  if (const auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  return changed;
}

/// Adds to `rows` what each transaction removed.
Result<void> expire_items(ports::MetaDb& meta, Timestamp before, const engine::StopSignal& stop,
                          std::int64_t& rows) {
  while (!stop.requested()) {
    const auto removed = in_transaction(
        meta, [&](ports::MetaTx& tx) { return tx.items().expire(before, kItemsDroppedAtOnce); });
    if (!removed) return unexpected(removed.error());
    if (*removed == 0) break;
    rows += *removed;
  }
  return {};
}

/// Adds to `rows` what each transaction folded.
Result<void> fold_outcomes(ports::MetaDb& meta, Timestamp before, const engine::StopSignal& stop,
                           std::int64_t& rows) {
  while (!stop.requested()) {
    const auto folded = in_transaction(
        meta, [&](ports::MetaTx& tx) { return tx.outcomes().fold_oldest_hour(before); });
    if (!folded) return unexpected(folded.error());
    if (*folded == 0) break;
    rows += *folded;
  }
  return {};
}

}  // namespace

RetentionLimits retention_limits(Timestamp now, std::chrono::days days_kept) noexcept {
  using std::chrono::days;
  const auto start_of_day = [now](days ago) -> Timestamp {
    return std::chrono::floor<days>(now) - ago;
  };
  return {start_of_day(days_kept), start_of_day(std::max(days_kept, kOutcomesKept))};
}

Result<Expired> expire(const ports::Stores& stores, const RetentionLimits& limits,
                       const engine::StopSignal& stop) {
  Expired expired;
  // Rows before payloads: a row without its payload can be shown, the other way round leaks.
  const auto events = stores.events.expire(limits.events);
  if (!events) return unexpected(events.error());
  expired.events = *events;
  if (auto done = expire_items(stores.meta, limits.events, stop, expired.items); !done)
    return unexpected(done.error());
  if (stop.requested()) return expired;

  const auto bytes = stores.blobs.expire(limits.events);
  if (!bytes) return unexpected(bytes.error());
  expired.blob_bytes = *bytes;
  if (stop.requested()) return expired;

  const auto letters = in_transaction(
      stores.meta, [&](ports::MetaTx& tx) { return tx.dead_letters().expire(limits.events); });
  if (!letters) return unexpected(letters.error());
  expired.dead_letters = *letters;

  const auto folded = fold_outcomes(stores.meta, limits.outcomes, stop, expired.outcome_rows);
  if (!folded) return unexpected(folded.error());
  return expired;
}

}  // namespace picket::worker
