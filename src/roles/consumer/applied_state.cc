#include "roles/consumer/applied_state.h"

#include <algorithm>
#include <utility>

#include "codec/zstd.h"
#include "domain/event/row_codec.h"
#include "ports/batches.h"
#include "roles/consumer/limits.h"
#include "roles/consumer/stale_commits.h"

namespace picket::consumer {
namespace {

constexpr ports::BatchPosition kBeforeAll{-1, 0};

/// The epoch is kept as the "offset" of a group of its own.
std::string epoch_group(std::string_view group) {
  return std::string(group) + ".epoch";
}

}  // namespace

std::string pack_rows(std::span<const domain::EventRow> rows) {
  std::string packed;
  if (!rows.empty()) codec::zstd_compress(domain::encode_rows(rows), packed);
  return packed;
}

Result<std::vector<domain::EventRow>> unpack_rows(std::string_view packed) {
  if (packed.empty()) return std::vector<domain::EventRow>();
  const auto bytes = codec::zstd_decompress(packed, kMaxStoredRowsBytes);
  if (!bytes) return unexpected(Error{ErrorKind::corrupt, "stored_rows", "does not decompress"});
  auto rows = domain::decode_rows(*bytes);
  if (!rows) return unexpected(Error{ErrorKind::corrupt, "stored_rows", "does not decode"});
  return std::move(*rows);
}

Result<AppliedState::Kept> AppliedState::load() {
  auto tx = meta_.begin_read();
  if (!tx) return unexpected(std::move(tx.error()));
  const auto epoch = read_epoch(**tx, group_, of_);
  if (!epoch) return unexpected(epoch.error());
  const auto applied = (*tx)->batches().get(group_, of_);
  if (!applied) return unexpected(applied.error());
  const auto stale = read_stale_commit(**tx, group_, of_);
  if (!stale) return unexpected(stale.error());
  auto first = (*tx)->batches().kept_after(group_, of_, kBeforeAll);
  if (!first) return unexpected(std::move(first.error()));
  auto last = (*tx)->batches().last_kept(group_, of_);
  if (!last) return unexpected(std::move(last.error()));
  epoch_ = *epoch;
  next_ = *applied;
  stale_commit_ = *stale;
  last_with_rows_ = *last && (*last)->epoch == epoch_ ? (*last)->next : 0;
  return Kept{std::move(*first), std::move(*last)};
}

Result<Aligned> AppliedState::align() {
  const auto kept = load();
  if (!kept) return unexpected(kept.error());
  Aligned aligned;
  if (kept->last) {
    auto rows = unpack_rows(kept->last->rows);
    if (!rows) return unexpected(std::move(rows.error()));
    aligned.last_rows = std::move(*rows);
  }
  const auto in_events = restore(*kept, aligned);
  if (!in_events) return unexpected(in_events.error());
  if (*in_events < next_) {
    if (auto done = append(next_, {}); !done) return unexpected(std::move(done.error()));
  }
  if (*in_events > next_) {
    // meta_db is older than the event store, as after restoring it alone. What it has not decided
    // is decided anew and stored, under another epoch so that it is not taken for what is there.
    if (auto done = start_epoch(next_, 0); !done) return unexpected(std::move(done.error()));
  }
  return aligned;
}

Result<ports::Offset> AppliedState::restore(const Kept& kept, Aligned& aligned) {
  ports::BatchPosition at = kBeforeAll;
  std::optional<ports::KeptBatch> batch = kept.first;
  while (batch) {
    if (batch->epoch != at.epoch) {
      const auto in_events = events_.applied_offset(event_store_key(of_, batch->epoch));
      if (!in_events) return in_events;
      at = {batch->epoch, *in_events};
    }
    if (batch->next > at.next) {
      aligned.offsets_missing += std::max<ports::Offset>(0, batch->follows - at.next);
      if (auto done = restore_batch(*batch, aligned); !done) return unexpected(done.error());
      at.next = batch->next;
    }
    if (at >= ports::BatchPosition{kept.last->epoch, kept.last->next}) break;
    auto following = kept_after(at);
    if (!following) return unexpected(following.error());
    batch = std::move(*following);
  }
  if (at.epoch == epoch_) return at.next;
  return events_.applied_offset(event_store_key(of_, epoch_));
}

Result<void> AppliedState::restore_batch(const ports::KeptBatch& batch, Aligned& aligned) {
  const auto rows = unpack_rows(batch.rows);
  if (!rows) return unexpected(rows.error());
  const auto safe = events_.append(event_store_key(of_, batch.epoch), batch.next, *rows);
  if (!safe) return unexpected(safe.error());
  ++aligned.batches_restored;
  aligned.rows_restored += rows->size();
  return {};
}

Result<std::optional<ports::KeptBatch>> AppliedState::kept_after(
    const ports::BatchPosition& position) {
  // A transaction each: appending takes its time, and a snapshot held meanwhile would keep
  // meta_db's own WAL from shrinking.
  auto tx = meta_.begin_read();
  if (!tx) return unexpected(std::move(tx.error()));
  return (*tx)->batches().kept_after(group_, of_, position);
}

Result<void> AppliedState::put(ports::MetaTx& tx, ports::Offset next, std::string packed_rows) {
  if (!packed_rows.empty()) {
    // Safe in this epoch means that a checkpoint came after all earlier ones.
    if (safe_ > forgotten_) {
      if (auto done = tx.batches().forget(group_, of_, {epoch_, safe_}); !done) return done;
    }
    const ports::KeptBatch batch{epoch_, next, last_with_rows_, std::move(packed_rows)};
    if (auto done = tx.batches().keep(group_, of_, batch); !done) return done;
  }
  return tx.batches().put(group_, of_, next);
}

void AppliedState::committed(ports::Offset next, bool has_rows) noexcept {
  next_ = next;
  if (!has_rows) return;
  last_with_rows_ = next;
  forgotten_ = safe_;
}

Result<void> AppliedState::append(ports::Offset next, std::span<const domain::EventRow> rows) {
  const auto safe = events_.append(event_store_key(of_, epoch_), next, rows);
  if (!safe) return unexpected(safe.error());
  safe_ = *safe;
  return {};
}

Result<void> AppliedState::rewind(ports::Offset end, ports::Offset committed) {
  return start_epoch(end, std::max(next_, committed));
}

Result<void> AppliedState::start_epoch(ports::Offset next, ports::Offset stale_commit) {
  auto tx = meta_.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  const auto epoch = read_epoch(**tx, group_, of_);
  if (!epoch) return unexpected(epoch.error());
  if (auto done = (*tx)->batches().put(epoch_group(group_), of_, *epoch + 1); !done) return done;
  if (auto done = note_stale_commit(**tx, group_, of_, stale_commit); !done) return done;
  if (auto done = put(**tx, next, ""); !done) return done;
  if (auto done = (*tx)->commit(); !done) return done;
  epoch_ = *epoch + 1;
  next_ = next;
  stale_commit_ = std::max(stale_commit_, stale_commit);
  last_with_rows_ = 0;
  safe_ = 0;
  forgotten_ = 0;
  return {};
}

ports::TopicPartition AppliedState::event_store_key(const ports::TopicPartition& of,
                                                    std::int64_t epoch) {
  if (epoch == 0) return of;
  return {of.topic + "#" + std::to_string(epoch), of.partition};
}

Result<std::int64_t> AppliedState::read_epoch(ports::MetaTx& tx, std::string_view group,
                                              const ports::TopicPartition& of) {
  return tx.batches().get(epoch_group(group), of);
}

}  // namespace picket::consumer
