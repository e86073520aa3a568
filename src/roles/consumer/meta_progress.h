// MetaProgress: how far a partition is applied, for consumers whose effects are all in meta_db: one
// transaction per batch, so effects happen once by the offset alone.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "ports/log.h"
#include "ports/meta_db.h"

namespace picket::consumer {

/// One partition of one group; one thread. `meta` outlives it.
class MetaProgress {
 public:
  /// `group` is in static storage.
  MetaProgress(std::string_view group, ports::TopicPartition of, ports::MetaDb& meta)
      : group_(group), of_(std::move(of)), meta_(meta) {}

  const ports::TopicPartition& of() const noexcept { return of_; }

  struct Recovered {
    ports::Offset applied = 0;
    std::optional<ports::Offset> resume;  ///< As engine::BatchProcessor::recover() returns it.
  };
  Result<Recovered> recover(std::optional<ports::Offset> committed);
  /// As engine::BatchProcessor::rewind().
  Result<void> rewind(ports::Offset end);

  /// Within the transaction of a batch: true when an earlier call that reported an error took
  /// effect after all.
  Result<bool> has(ports::MetaTx& tx, ports::Offset next) const;
  Result<void> put(ports::MetaTx& tx, ports::Offset next) const;

 private:
  std::string_view group_;
  ports::TopicPartition of_;
  ports::MetaDb& meta_;
  /// What recover() said, which the group commits soon.
  ports::Offset resumed_at_ = 0;
};

}  // namespace picket::consumer
