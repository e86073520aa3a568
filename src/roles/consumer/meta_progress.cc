#include "roles/consumer/meta_progress.h"

#include <algorithm>
#include <utility>

#include "ports/batches.h"
#include "roles/consumer/limits.h"
#include "roles/consumer/stale_commits.h"

namespace picket::consumer {

Result<MetaProgress::Recovered> MetaProgress::recover(std::optional<ports::Offset> committed) {
  auto tx = meta_.begin_read();
  if (!tx) return unexpected(std::move(tx.error()));
  const auto applied = (*tx)->batches().get(group_, of_);
  if (!applied) return unexpected(applied.error());
  const auto stale = read_stale_commit(**tx, group_, of_);
  if (!stale) return unexpected(stale.error());
  resumed_at_ = std::max(*applied, committed.value_or(0));
  Recovered recovered{*applied, resumed_at_};
  if (committed && *committed > *applied && *committed <= *stale) {
    recovered.resume = *applied;
  } else if (*applied == 0) {
    recovered.resume = committed;
  }
  return recovered;
}

Result<void> MetaProgress::rewind(ports::Offset end) {
  auto tx = meta_.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  const auto applied = (*tx)->batches().get(group_, of_);
  if (!applied) return unexpected(applied.error());
  if (auto done = note_stale_commit(**tx, group_, of_, std::max(*applied, resumed_at_)); !done) {
    return done;
  }
  if (auto done = put(**tx, end); !done) return done;
  return (*tx)->commit();
}

Result<bool> MetaProgress::has(ports::MetaTx& tx, ports::Offset next) const {
  const auto applied = tx.batches().get(group_, of_);
  if (!applied) return unexpected(applied.error());
  return *applied >= next;
}

Result<void> MetaProgress::put(ports::MetaTx& tx, ports::Offset next) const {
  return tx.batches().put(group_, of_, next);
}

}  // namespace picket::consumer
