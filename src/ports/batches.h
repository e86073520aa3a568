// Repository of meta_db: how far each partition is applied. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ports/log.h"

namespace picket::ports {

/// The finished rows of one batch.
struct KeptBatch {
  std::int64_t epoch = 0;  ///< How often the partition's offsets started again before.
  Offset next = 0;
  /// Next offset of the batch with rows before it in the epoch, 0 when there was none: an event
  /// store that is not there lacks rows which are not kept any more.
  Offset follows = 0;
  std::string rows;  ///< Compressed domain::encode_rows.
};

/// Place of a batch in the history of a partition.
struct BatchPosition {
  std::int64_t epoch = 0;
  Offset next = 0;

  friend auto operator<=>(const BatchPosition&, const BatchPosition&) = default;
};

/// What makes effects happen once (architecture: exactly once over three stores): the offset that a
/// partition is applied up to, and the rows that the event store lacks or may lose.
class BatchRepository {
 public:
  virtual ~BatchRepository() = default;
  virtual Result<void> put(std::string_view group, const TopicPartition& of, Offset next) = 0;
  /// 0 when nothing was applied yet.
  virtual Result<Offset> get(std::string_view group, const TopicPartition& of) = 0;

  /// Replaces one that is kept at the same place.
  virtual Result<void> keep(std::string_view group, const TopicPartition& of,
                            const KeptBatch& batch) = 0;
  /// The first that is kept after the position; nullopt when there is none.
  virtual Result<std::optional<KeptBatch>> kept_after(std::string_view group,
                                                      const TopicPartition& of,
                                                      const BatchPosition& position) = 0;
  virtual Result<std::optional<KeptBatch>> last_kept(std::string_view group,
                                                     const TopicPartition& of) = 0;
  /// Those up to and with the position.
  virtual Result<void> forget(std::string_view group, const TopicPartition& of,
                              const BatchPosition& position) = 0;
};

}  // namespace picket::ports
