// ReadyMessage: what the relay decided to keep, on its way to the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/ids.h"
#include "protocol/item_message.h"
#include "roles/relay/item_guard.h"

namespace picket::relay {

/// Where in the log a message belongs (protocol/topics.h has the names).
enum class Topic : std::uint8_t {
  events,
  transactions,
  attachments,
  feedback,
  monitors,
  metrics,
};
inline constexpr std::size_t kTopics = 6;

/// Content for the blob store, which has to be there before the message that refers to it.
struct UnwrittenBlob {
  protocol::ItemMessage message;  ///< Without its pieces; views into the request.
  std::string_view content;       ///< Likewise.
};

struct ReadyMessage {
  Topic topic = Topic::events;
  ProjectId project;
  EventId id;         ///< With the project it decides the partition.
  std::string bytes;  ///< Empty as long as there is a blob.
  ItemGuard guard;
  std::optional<UnwrittenBlob> blob;
};

}  // namespace picket::relay
