// Groups: an envelope carries items that share one event and its fate, and items of their own.
// Source: shared spec "ingest", sections 2.5 and 3.0.
#pragma once

#include <string_view>
#include <vector>

#include "protocol/ids.h"
#include "protocol/outcome.h"
#include "roles/relay/intake.h"
#include "roles/relay/stage_context.h"

namespace picket::relay {

/// One event and what belongs to it.
struct EventGroup {
  EventId id;
  Item event;            ///< What the event is made from; counts the event itself.
  bool implied = false;  ///< No item holds the event: what is in `rest` says that there was one.
  /// Goes where the event goes: dropped when it is. A crash report in here is not unpacked yet.
  std::vector<Item> rest;

  protocol::ItemType type() const noexcept { return event.content.type; }
  /// The event and all that is left of its items have one outcome.
  void drop(protocol::Outcome outcome, std::string_view reason);
};

/// Moves what makes events, and what belongs to them, out of the request's items. The others stay:
/// items of their own, and, when nothing makes an event, those that belong to one sent elsewhere.
std::vector<EventGroup> take_event_groups(Intake& intake, const StageContext& context);

}  // namespace picket::relay
