// The stages of one event, from its JSON to the message that the log keeps. Their order is in
// pipeline.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "domain/project/config.h"
#include "protocol/outcome.h"
#include "roles/relay/drop.h"
#include "roles/relay/event_groups.h"
#include "roles/relay/intake.h"
#include "roles/relay/ready_message.h"
#include "roles/relay/stage_context.h"

namespace picket::relay {

/// One event within one call; its values live in the calling thread's arena.
struct EventWork {
  Intake& intake;
  const StageContext& context;
  EventGroup& group;
  boost::json::storage_ptr arena;
  std::string& json;                           ///< Scratch: what is compressed.
  std::optional<boost::json::value> document;  ///< Made in place: assigning would copy.
  std::string message;                         ///< As its topic has it, encoded.
};

using EventResult = Result<void, Drop>;

EventResult parse_event(EventWork& work, const domain::ProjectConfig& project);
EventResult normalize_event(EventWork& work, const domain::ProjectConfig& project);
/// Asks for filtered/<reason> when the project does not want the event.
EventResult filter_event(EventWork& work, const domain::ProjectConfig& project);
/// What is personal or secret goes before anything is written; filters have seen it.
EventResult scrub_event(EventWork& work, const domain::ProjectConfig& project);
EventResult serialize_event(EventWork& work, const domain::ProjectConfig& project);
/// Compressed here once: the consumer stores the same bytes.
EventResult write_message(EventWork& work, const domain::ProjectConfig& project);

/// Transactions and feedback go ways of their own.
Topic event_topic(protocol::ItemType type) noexcept;

}  // namespace picket::relay
