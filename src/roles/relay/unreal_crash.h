// Crashes of Unreal Engine: their files, and what those say about the event.
// Source: shared spec "ingest", section 1.11.
#pragma once

#include <optional>

#include <boost/json.hpp>

#include "base/result.h"
#include "protocol/envelope.h"
#include "roles/relay/drop.h"
#include "roles/relay/event_stages.h"

namespace picket::relay {

/// The files of the container `report`, an item of the request, become attachments of the group.
Result<void, Drop> unpack_unreal(EventWork& work, const protocol::EnvelopeItem& report);

/// The event that the game left in the context of the crash; nullopt when it left none.
std::optional<boost::json::object> read_game_event(EventWork& work);

/// What the context, the logs and the request say about the event, and a user report of what the
/// person wrote. Does nothing when the group has no file of Unreal Engine.
void enrich_from_unreal(EventWork& work, boost::json::object& event);

}  // namespace picket::relay
