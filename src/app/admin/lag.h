// How far the consumer is behind the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/log.h"
#include "ports/meta_db.h"

namespace picket::app {

struct PartitionLag {
  ports::TopicPartition of;
  ports::OffsetRange range;
  std::optional<ports::Offset> committed;  ///< nullopt: the group never committed there.
  /// Next offset whose effects are not in meta_db yet; of a group that applies nothing there, the
  /// committed one.
  ports::Offset applied = 0;
  std::int64_t pending = 0;    ///< Records at or after `applied`.
  Duration oldest_pending{0};  ///< Age of the first of them; zero when there is none.
};

/// Every partition of every topic, for one group, as of the view that `tx` has of meta_db: a record
/// is in `pending` exactly when that view has none of its effects. Blocks on meta_db and log,
/// shortly.
Result<std::vector<PartitionLag>> read_lag(ports::MetaTx& tx, ports::Log& log,
                                           std::string_view group, Timestamp now);

}  // namespace picket::app
