#include "roles/consumer/applied_state.h"

#include <utility>

#include "codec/zstd.h"
#include "domain/event/row_codec.h"
#include "roles/consumer/limits.h"

namespace picket::consumer {
namespace {

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

Result<std::vector<domain::EventRow>> AppliedState::align() {
  ports::AppliedBatch stored;
  {
    auto tx = meta_.begin_read();
    if (!tx) return unexpected(std::move(tx.error()));
    const auto epoch = read_epoch(**tx, group_, of_);
    if (!epoch) return unexpected(epoch.error());
    epoch_ = *epoch;
    auto batch = (*tx)->batches().get(group_, of_);
    if (!batch) return unexpected(std::move(batch.error()));
    stored = std::move(*batch);
  }
  const auto in_events = events_.applied_offset(event_store_key(of_, epoch_));
  if (!in_events) return unexpected(in_events.error());
  auto rows = unpack_rows(stored.rows);
  if (!rows) return rows;
  if (*in_events < stored.next) {
    if (auto done = append(stored.next, *rows); !done) return unexpected(std::move(done.error()));
  }
  next_ = stored.next;
  if (*in_events > stored.next) {
    // meta_db is older than the event store, as after restoring it alone. What it has not decided
    // is decided anew and stored, under another epoch so that it is not taken for what is there.
    if (auto done = rewind(stored.next); !done) return unexpected(std::move(done.error()));
  }
  return rows;
}

Result<void> AppliedState::put(ports::MetaTx& tx, ports::Offset next, std::string packed_rows) {
  return tx.batches().put(group_, of_, {next, std::move(packed_rows)});
}

Result<void> AppliedState::rewind(ports::Offset end) {
  auto tx = meta_.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  const auto epoch = read_epoch(**tx, group_, of_);
  if (!epoch) return unexpected(epoch.error());
  if (auto done = (*tx)->batches().put(epoch_group(group_), of_, {*epoch + 1, ""}); !done) {
    return done;
  }
  if (auto done = put(**tx, end, ""); !done) return done;
  if (auto done = (*tx)->commit(); !done) return done;
  epoch_ = *epoch + 1;
  next_ = end;
  return {};
}

ports::TopicPartition AppliedState::event_store_key(const ports::TopicPartition& of,
                                                    std::int64_t epoch) {
  if (epoch == 0) return of;
  return {of.topic + "#" + std::to_string(epoch), of.partition};
}

Result<std::int64_t> AppliedState::read_epoch(ports::MetaTx& tx, std::string_view group,
                                              const ports::TopicPartition& of) {
  const auto kept = tx.batches().get(epoch_group(group), of);
  if (!kept) return unexpected(kept.error());
  return kept->next;
}

}  // namespace picket::consumer
