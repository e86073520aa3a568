// The stages of one item that is no event, from its payload to the message that the log keeps.
// Their order is in pipeline.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/project/config.h"
#include "roles/relay/drop.h"
#include "roles/relay/intake.h"
#include "roles/relay/ready_message.h"
#include "roles/relay/stage_context.h"

namespace picket::relay {

/// One item within one call.
struct ItemWork {
  Intake& intake;
  const StageContext& context;
  Item& item;
  EventId event;       ///< To which it belongs; zero: to none.
  std::string json{};  ///< What is kept of it; empty for attachments.
  std::optional<ReadyMessage> ready{};
};

/// An item without quantities (sessions, user reports) that is dropped leaves no outcome, as in
/// relay.
using ItemResult = Result<void, Drop>;

ItemResult validate_item(ItemWork& work, const domain::ProjectConfig& project);
/// What is personal or secret goes before anything is written; nothing is dropped.
ItemResult scrub_item(ItemWork& work, const domain::ProjectConfig& project);
/// Takes the item's guard along.
ItemResult write_item(ItemWork& work, const domain::ProjectConfig& project);

}  // namespace picket::relay
