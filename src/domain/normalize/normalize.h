// Brings an SDK's event into the one shape that everything after the relay relies on.
// Source: shared spec "ingest", section 3 (relay's event normalization).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/result.h"
#include "domain/normalize/geo.h"
#include "domain/normalize/performance_score.h"
#include "domain/user_agent/client_hints.h"
#include "domain/user_agent/user_agent.h"
#include "protocol/ids.h"

namespace picket::domain {

/// What the item said that the event is; what the event itself says does not count.
enum class EventKind : std::uint8_t {
  error,  ///< Also messages and reports of browsers; `type` follows from what is in it.
  transaction,
  feedback,
};

struct NormalizeContext {
  EventKind kind = EventKind::error;
  EventId event_id;  ///< Of the envelope; overwrites the payload's.
  ProjectId project;
  KeyId key{};  ///< Zero: unknown, `key_id` is left out.
  Timestamp received;
  std::optional<Timestamp> sent_at;   ///< Envelope header; for clock drift.
  std::string_view client;            ///< sentry_client of the request: sdk fallback.
  std::string_view client_ip;         ///< For {{auto}}; empty when unknown.
  ClientHints hints;                  ///< Headers of the request, for reports of browsers.
  UserAgents* user_agents = nullptr;  ///< Reads the event's user agent; null: nobody does.
  const GeoReader* geo = nullptr;     ///< Null: places are unknown.
  Duration retention{std::chrono::days(90)};
  /// Envelope header `trace` (the dynamic sampling context); null when there is none.
  const boost::json::object* trace = nullptr;
  /// Of the trace that an event without one gets, which should be random; nullopt: it gets none.
  std::optional<EventId> new_trace;
  /// The first that applies gives a transaction its performance score.
  std::span<const ScoreProfile> score_profiles;
};

/// Of a normalized event, without its `_meta`: containers inside of one another, of which what is
/// deeper becomes its JSON text. Fewer than protocol::kMaxJsonDepth, which an event may have that
/// comes in: some lists become objects of lists, and the event has to be read again.
inline constexpr std::size_t kMaxEventLevels = 100;

/// Becomes the outcome invalid with the reason of the same name.
enum class NormalizeError : std::uint8_t { timestamp, invalid_transaction };

/// In place; values are allocated from the event's own storage, which should be an arena. On error
/// the event is not to be stored. Normalizing a normalized event changes nothing. Parse the event
/// with NonFinite::keep: numbers that are not finite become null with an error then.
Result<void, NormalizeError> normalize_event(boost::json::object& event,
                                             const NormalizeContext& context);

}  // namespace picket::domain
