// Deleted issues are hidden at once; here their rows go.
#pragma once

#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/meta_db.h"

namespace picket::worker {

/// Erases hidden issues until there is none, or until it is asked to stop: the rest waits for the
/// next run. A transaction for each few of them, so that the consumer need not wait. Their events
/// stay in the event store until they expire, where nobody finds them by an issue.
Result<void> erase_deleted_issues(ports::MetaDb& meta, const engine::StopSignal& stop);

}  // namespace picket::worker
