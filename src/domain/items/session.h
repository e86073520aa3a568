// Sessions of an application: one at a time (`session`) or counted by the SDK (`sessions`).
// Source: shared spec "ingest", section 4.12; develop.sentry.dev/sdk/telemetry/sessions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/items/fault.h"

namespace picket::domain::items {

/// A session that began earlier than this before reception, or later than the second after it, is
/// not counted: hours that old are closed.
inline constexpr Duration kOldestSession{std::chrono::days(5)};
inline constexpr Duration kMostFutureSession{std::chrono::seconds(60)};
/// SDKs send one per minute of what they buffered: far fewer. More would be a message of megabytes.
inline constexpr std::size_t kMaxAggregates = 10'000;

struct SessionContext {
  Timestamp received;
  std::optional<Timestamp> sent_at;  ///< Envelope header; for clock drift.
};

/// {"sid","did"?,"seq","init","started","timestamp","duration"?,"status","errors",
/// "abnormal_mechanism"?,"attrs":{"release","environment"?}}; times as RFC 3339, `sid` as 32 hex
/// digits. Addresses and user agents are left out.
Result<std::string, Fault> read_session(std::string_view json, const SessionContext& context);

/// {"aggregates":[{"started","did"?,"exited","errored","abnormal","crashed","unhandled"}],
/// "attrs":{"release","environment"?}}. Aggregates of another time are left out; none left is
/// Fault::value.
Result<std::string, Fault> read_sessions(std::string_view json, const SessionContext& context);

}  // namespace picket::domain::items
