// The hourly task of retention: expire(), as long as the clock can be trusted.
#pragma once

#include <chrono>

#include "base/clock.h"
#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/stores.h"
#include "ports/task_queue.h"
#include "roles/worker/telemetry.h"

namespace picket::worker {

/// One thread. What it is given outlives it.
class RetentionTask {
 public:
  RetentionTask(const ports::Stores& stores, const Clock& clock, RetentionTelemetry& telemetry,
                std::chrono::days days_kept)
      : stores_(stores), clock_(clock), telemetry_(telemetry), days_kept_(days_kept) {}

  /// Leaves what it has seen of the clock in the task's payload, for the next run. Drops nothing,
  /// and says so, while the clock is in doubt.
  Result<void> run(ports::Task& task, const engine::StopSignal& stop);

 private:
  const ports::Stores stores_;
  const Clock& clock_;
  RetentionTelemetry& telemetry_;
  const std::chrono::days days_kept_;
};

}  // namespace picket::worker
