// What time makes of issues: the end of being new, of being archived until then, of being silent.
// Source: shared spec "issues", sections 2.1, 5.1 and 6.
#pragma once

#include <cstdint>

#include "base/clock.h"
#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/stores.h"
#include "ports/task_queue.h"
#include "roles/worker/telemetry.h"

namespace picket::worker {

/// Moves issues that are new, regressed or escalating for a week, and those that are archived until
/// a time that has come. A transaction for each few of them, so that the consumer need not wait.
/// Safe to repeat; ends early when a stop is requested.
Result<void> move_by_time(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                          const engine::StopSignal& stop);

/// Resolves issues of projects that want it, when no event came for as long as they say.
Result<void> resolve_silent(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                            const engine::StopSignal& stop);

/// The periodic task: both. Resolves nothing while the clock is in doubt, see clock_guard.h: one
/// that stands a year ahead would resolve everything. What it has seen of the clock is left in the
/// task's payload.
Result<void> run_issue_clock(const ports::Stores& stores, const Clock& clock, ports::Task& task,
                             IssueTelemetry& telemetry, const engine::StopSignal& stop);

}  // namespace picket::worker
