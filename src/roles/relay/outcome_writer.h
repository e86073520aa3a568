// OutcomeWriter: brings the ledger's sums into the log.
#pragma once

#include "base/deadline.h"
#include "ports/log.h"
#include "roles/relay/log_health.h"
#include "roles/relay/outcome_ledger.h"
#include "roles/relay/periodic_task.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

/// What it is given outlives it.
class OutcomeWriter {
 public:
  OutcomeWriter(OutcomeLedger& ledger, ports::Log& log, LogHealth& health, Telemetry& telemetry);

  /// From then on once a second, on a thread of its own.
  void start() { task_.start(); }
  /// Writes what is there; false when the log takes longer than the deadline.
  bool stop(Deadline deadline) { return task_.stop(deadline); }

  /// Writes all sums. False when the log refused some, which go back to the ledger. Blocks.
  bool flush();

 private:
  OutcomeLedger& ledger_;
  ports::Log& log_;
  LogHealth& health_;
  Telemetry& telemetry_;
  const ports::TopicPartition to_;
  PeriodicTask task_;
};

}  // namespace picket::relay
