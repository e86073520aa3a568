// The step by which the tables of sums catch up with the events, inside the transaction that is
// open on a connection.
#pragma once

#include <optional>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "base/clock.h"

namespace picket::adapters::duck {

struct SummingStep {
  bool done = false;               ///< Something changed.
  bool more = false;               ///< There may be more to do.
  std::optional<Timestamp> until;  ///< What summed_until() is now.
};

/// Sums up some of the events that were received in hours that are over at `now`, those received
/// first. Hours after the newest event there is wait, since events of those may come late from the
/// log, and late ones are dearer. After a clock that stood in the future was set right, what was
/// summed up of the future is undone, as all events would be late until then.
Outcome<SummingStep> sum_some(const Connection& on, const std::optional<Timestamp>& until,
                              Timestamp now);

}  // namespace picket::adapters::duck
