// How far each consumer group is: what `consumer-groups --describe` and health checks show.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "engine/in_flight_mark.h"
#include "ports/stores.h"

namespace picket::consumer {

struct GroupPartition {
  std::string group;
  ports::TopicPartition of;
  std::optional<ports::Offset> committed;  ///< nullopt: the group never committed there.
  ports::OffsetRange log;
  ports::Offset applied = 0;  ///< In meta_db: before this everything took effect, or will.
  /// In the event store; behind `applied` only while a batch is between the two. nullopt for a
  /// group that writes no events.
  std::optional<ports::Offset> applied_events;
  std::int64_t pending = 0;    ///< Records that have not taken effect.
  Duration oldest_pending{0};  ///< Age of the first of them; zero when there is none.
  std::optional<engine::InFlightMark> in_flight;
};

/// Every partition of every group of this program. Blocks on log, meta_db and event store, shortly.
Result<std::vector<GroupPartition>> describe_groups(const ports::Stores& stores, Timestamp now);

}  // namespace picket::consumer
