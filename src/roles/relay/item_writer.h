// Messages of items that are no error events (protocol/item_message.h).
#pragma once

#include <string_view>

#include "protocol/item_message.h"
#include "roles/relay/intake.h"
#include "roles/relay/item_guard.h"

namespace picket::relay {

/// What every such message says: whose item it is, and what it counts as.
protocol::ItemMessage message_of(const Intake& intake, protocol::ItemType type,
                                 const EventId& event, const ItemGuard& guard);

/// The message with `json` as its payload, compressed here once: the consumer stores the same
/// bytes.
std::string encode_with_payload(protocol::ItemMessage message, std::string_view json);

}  // namespace picket::relay
