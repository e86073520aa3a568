// ReadyMessage: what the relay decided to keep, on its way to the log.
#pragma once

#include <cstdint>
#include <string>

#include "protocol/ids.h"
#include "roles/relay/item_guard.h"

namespace picket::relay {

/// Where in the log a message belongs (protocol/topics.h has the names).
enum class Topic : std::uint8_t { events };
inline constexpr std::size_t kTopics = 1;

struct ReadyMessage {
  Topic topic = Topic::events;
  ProjectId project;
  EventId id;  ///< With the project it decides the partition.
  std::string bytes;
  ItemGuard guard;
};

}  // namespace picket::relay
