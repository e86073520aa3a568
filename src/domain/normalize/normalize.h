// Brings an SDK's event into the one shape that everything after the relay relies on.
// Source: shared spec "ingest", section 3 (relay's event normalization). First cut: what an event
// of the error pipeline needs; the order of the steps is final.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/result.h"
#include "protocol/ids.h"

namespace picket::domain {

struct NormalizeContext {
  EventId event_id;  ///< Of the envelope; overwrites the payload's.
  ProjectId project;
  KeyId key{};  ///< Zero: unknown, `key_id` is left out.
  Timestamp received;
  std::optional<Timestamp> sent_at;  ///< Envelope header; for clock drift.
  std::string_view client;           ///< sentry_client of the request: sdk fallback.
  std::string_view client_ip;        ///< For {{auto}}; empty when unknown.
  std::string_view user_agent;
  Duration retention{std::chrono::days(90)};
};

/// Becomes the outcome invalid/timestamp.
enum class NormalizeError : std::uint8_t { timestamp };

/// In place; values are allocated from the event's own storage, which should be an arena. On error
/// the event is not to be stored. Normalizing a normalized event changes nothing. Parse the event
/// with NonFinite::keep: numbers that are not finite become null with an error then.
Result<void, NormalizeError> normalize_event(boost::json::object& event,
                                             const NormalizeContext& context);

}  // namespace picket::domain
