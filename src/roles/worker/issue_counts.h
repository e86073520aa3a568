// What the event store knows about archived issues: how many events an hour are usual, and whether
// conditions on users or on a window of time are met. Asked here and not by the consumer, which
// must not wait for such a question within its transaction.
// Source: shared spec "issues", sections 5.1 and 5.2.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/stores.h"
#include "roles/worker/telemetry.h"

namespace picket::worker {

/// Makes the forecasts of issues that are archived until they escalate, where there is none yet or
/// one that is a day old. Safe to repeat; ends early when a stop is requested, as does the next.
Result<void> make_forecasts(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                            const engine::StopSignal& stop);

/// Brings back issues whose condition is met. Each that had enough events since it was asked about
/// last costs a question or two to the event store. Calls in a row should leave the event store the
/// time to catch up with meta_db in between.
Result<void> check_conditions(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                              const engine::StopSignal& stop);

}  // namespace picket::worker
