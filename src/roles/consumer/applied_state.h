// AppliedState: how far a partition has taken effect, in meta_db and in the event store, and how
// the two are brought in line after a crash between them.
//
// meta_db decides: its transactions hold the finished rows of every batch that the event store may
// lack, or may still lose to a damaged WAL. They are appended as they are, and no decision is made
// again. The log is not needed for it, so trimming need not wait for the event store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/event/row.h"
#include "ports/batches.h"
#include "ports/event_store.h"
#include "ports/meta_db.h"

namespace picket::consumer {

/// Decompressed rows of a batch: the engine bounds a batch's events to 16 MiB, and a row holds no
/// more than its event.
inline constexpr std::size_t kMaxStoredRowsBytes = std::size_t{64} << 20U;

std::string pack_rows(std::span<const domain::EventRow> rows);
/// corrupt / "stored_rows" when it is not what pack_rows made.
Result<std::vector<domain::EventRow>> unpack_rows(std::string_view packed);

/// What align() found and did.
struct Aligned {
  std::vector<domain::EventRow> last_rows;  ///< Of the last batch that had any.
  std::size_t batches_restored = 0;         ///< Appended to the event store from what was kept.
  std::size_t rows_restored = 0;
  /// Offsets whose rows neither the event store nor meta_db has: the event store's file was
  /// replaced by an older one, or removed. 0 when there are none.
  ports::Offset offsets_missing = 0;
};

/// One partition of one group; one thread.
class AppliedState {
 public:
  AppliedState(std::string group, ports::TopicPartition of, ports::MetaDb& meta,
               ports::EventStore& events)
      : group_(std::move(group)), of_(std::move(of)), meta_(meta), events_(events) {}

  /// Brings the event store up to meta_db. Afterwards next() is where to go on. Safe to repeat.
  Result<Aligned> align();

  ports::Offset next() const noexcept { return next_; }
  /// As of align(), see stale_commits.h.
  ports::Offset stale_commit() const noexcept { return stale_commit_; }

  /// Within the transaction of a batch.
  Result<void> put(ports::MetaTx& tx, ports::Offset next, std::string packed_rows);
  /// After its commit.
  void committed(ports::Offset next, bool has_rows) noexcept;

  /// After the commit: the rows into the event store.
  Result<void> append(ports::Offset next, std::span<const domain::EventRow> rows);

  /// Offsets from `end` on will be used again: lets both stores accept them. The group may have
  /// committed up to `committed`.
  Result<void> rewind(ports::Offset end, ports::Offset committed);

  /// Where the event store keeps the applied offset. It only grows there, so a log whose offsets
  /// start again gets another name: "topic#epoch".
  static ports::TopicPartition event_store_key(const ports::TopicPartition& of, std::int64_t epoch);
  /// How often the offsets of the partition started again.
  static Result<std::int64_t> read_epoch(ports::MetaTx& tx, std::string_view group,
                                         const ports::TopicPartition& of);

 private:
  /// The oldest and the newest of the batches whose rows are kept.
  struct Kept {
    std::optional<ports::KeptBatch> first;
    std::optional<ports::KeptBatch> last;
  };

  /// Reads meta_db.
  Result<Kept> load();
  /// Appends every kept batch that the event store lacks, also of earlier epochs. Returns where
  /// the event store is in this epoch.
  Result<ports::Offset> restore(const Kept& kept, Aligned& aligned);
  Result<void> restore_batch(const ports::KeptBatch& batch, Aligned& aligned);
  Result<std::optional<ports::KeptBatch>> kept_after(const ports::BatchPosition& position);
  Result<void> start_epoch(ports::Offset next, ports::Offset stale_commit);

  std::string group_;
  ports::TopicPartition of_;
  ports::MetaDb& meta_;
  ports::EventStore& events_;
  ports::Offset next_ = 0;
  std::int64_t epoch_ = 0;
  ports::Offset stale_commit_ = 0;
  ports::Offset last_with_rows_ = 0;  ///< Next offset of that batch, in this epoch.
  ports::Offset safe_ = 0;            ///< Of this epoch: what the event store cannot lose.
  ports::Offset forgotten_ = 0;       ///< `safe_` as of the last batch.
};

}  // namespace picket::consumer
