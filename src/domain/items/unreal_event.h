// What an Unreal crash says about the event that is made of it.
// Source: shared spec "ingest", section 1.11.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "domain/items/crash_context.h"
#include "protocol/ids.h"

namespace picket::domain::items {

/// The event that the game wrote into its data as JSON, as SDKs and documentation for Unreal ask
/// for. It is no longer part of `crash` then; what cannot be read as an object stays.
std::optional<boost::json::object> take_game_event(CrashContext& crash,
                                                   const boost::json::storage_ptr& arena);

/// Who the uploader says that it was: "user|epic account|machine", of which each may be missing.
void write_unreal_user(std::string_view user_id, boost::json::object& event);

/// Places of their own for what events have, contexts `gpu` and `game`; all other properties become
/// the context `unreal`, by relay's names. What the event says itself stays.
void write_unreal(const CrashContext& crash, boost::json::object& event);

/// What the person at the machine wrote, as a user report about the event; empty: nothing.
std::string unreal_user_report(const CrashContext& crash, const EventId& event);

/// Behind the breadcrumbs that the event has.
void append_breadcrumbs(boost::json::array crumbs, boost::json::object& event);

}  // namespace picket::domain::items
