// AppliedState: how far a partition has taken effect, in meta_db and in the event store, and how
// the two are brought in line after a crash between them.
//
// meta_db decides: its transaction holds the batch's finished rows, so when the event store is
// behind, those rows are appended as they are and no decision is made again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/event/row.h"
#include "ports/event_store.h"
#include "ports/meta_db.h"

namespace picket::consumer {

/// Decompressed rows of a batch: the engine bounds a batch's events to 16 MiB, and a row holds no
/// more than its event.
inline constexpr std::size_t kMaxStoredRowsBytes = std::size_t{64} << 20U;

std::string pack_rows(std::span<const domain::EventRow> rows);
/// corrupt / "stored_rows" when it is not what pack_rows made.
Result<std::vector<domain::EventRow>> unpack_rows(std::string_view packed);

/// One partition of one group; one thread.
class AppliedState {
 public:
  AppliedState(std::string group, ports::TopicPartition of, ports::MetaDb& meta,
               ports::EventStore& events)
      : group_(std::move(group)), of_(std::move(of)), meta_(meta), events_(events) {}

  /// Brings the event store up to meta_db. Afterwards next() is where to go on, and the rows of the
  /// batch before it are returned, whether or not they had to be appended. Safe to repeat.
  Result<std::vector<domain::EventRow>> align();

  ports::Offset next() const noexcept { return next_; }

  /// Within the transaction of a batch.
  Result<void> put(ports::MetaTx& tx, ports::Offset next, std::string packed_rows);
  /// After its commit.
  void committed(ports::Offset next) noexcept { next_ = next; }

  /// After the commit: the rows into the event store.
  Result<void> append(ports::Offset next, std::span<const domain::EventRow> rows) {
    const auto safe = events_.append(event_store_key(of_, epoch_), next, rows);
    if (!safe) return unexpected(safe.error());
    return {};
  }

  /// Offsets from `end` on will be used again: lets both stores accept them.
  Result<void> rewind(ports::Offset end);

  /// Where the event store keeps the applied offset. It only grows there, so a log whose offsets
  /// start again gets another name: "topic#epoch".
  static ports::TopicPartition event_store_key(const ports::TopicPartition& of, std::int64_t epoch);
  /// How often the offsets of the partition started again.
  static Result<std::int64_t> read_epoch(ports::MetaTx& tx, std::string_view group,
                                         const ports::TopicPartition& of);

 private:
  std::string group_;
  ports::TopicPartition of_;
  ports::MetaDb& meta_;
  ports::EventStore& events_;
  ports::Offset next_ = 0;
  std::int64_t epoch_ = 0;
};

}  // namespace picket::consumer
