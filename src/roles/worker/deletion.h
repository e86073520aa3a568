// Deleted issues and projects are out of reach at once; here what is left of them goes.
#pragma once

#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/stores.h"

namespace picket::worker {

/// Removes the events of deleted projects and issues, then the rows about them, until there is
/// none, or until it is asked to stop: the rest waits for the next run. A transaction for each few
/// of them, so that the consumer need not wait. Payloads stay until they expire, where nothing
/// leads to them. Safe to repeat.
Result<void> erase_deleted(const ports::Stores& stores, const engine::StopSignal& stop);

}  // namespace picket::worker
