#include "roles/relay/item_writer.h"

#include <limits>

#include "base/assert.h"
#include "codec/zstd.h"

namespace picket::relay {

protocol::ItemMessage message_of(const Intake& intake, protocol::ItemType type,
                                 const EventId& event, const ItemGuard& guard) {
  protocol::ItemMessage message;
  message.org = intake.project->org;
  message.project = intake.project->project;
  message.key = intake.key->id;
  message.event_id = event;
  message.received = intake.received;
  message.type = type;
  message.client = intake.credentials->client;
  for (const protocol::Quantity& quantity : guard.quantities()) {
    if (quantity.amount != 0) message.counts.push_back(quantity);
  }
  return message;
}

std::string encode_with_payload(protocol::ItemMessage message, std::string_view json) {
  PICKET_ASSERT(json.size() <= std::numeric_limits<std::uint32_t>::max());
  message.size = json.size();
  message.payload_size = static_cast<std::uint32_t>(json.size());
  std::string bytes;
  protocol::encode(message, bytes);
  codec::zstd_compress(json, bytes);  // The payload comes last: no copy.
  return bytes;
}

}  // namespace picket::relay
