// Worker: the role. Background tasks and what is due now and then, on one thread; on a second one,
// what must not wait for them.
#pragma once

#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "engine/stop_signal.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/stores.h"
#include "roles/worker/override_mirror.h"
#include "roles/worker/retention_task.h"
#include "roles/worker/storage_task.h"
#include "roles/worker/task_runner.h"

namespace picket::worker {

struct WorkerOptions {
  std::chrono::days retention{30};
  std::uint64_t jitter_seed = 1;
  MeasureStorage measure_storage{};  ///< Empty: the stores are in memory, and nothing is noted.
};

/// start() once, then stop() once, from the thread that owns it; the schema is migrated before.
/// What it is given outlives it. Destruction without stop() stops and waits as long as it takes.
class Worker {
 public:
  Worker(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
         obs::Registry& registry, const WorkerOptions& options);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start();
  /// Ends after the task in work, which is asked to be brief; false when it takes longer than the
  /// deadline. What was not done is done after the next start.
  bool stop(Deadline deadline);

 private:
  void run();
  void ended();

  std::vector<TaskQueueSpec> specs(const Clock& clock, const WorkerOptions& options);

  const ports::Stores stores_;
  RetentionTelemetry retention_telemetry_;
  RetentionTask retention_;
  IssueTelemetry issue_telemetry_;
  std::vector<TaskRunner> runners_;
  MirrorTelemetry mirror_telemetry_;
  OverrideMirror mirror_;
  engine::StopSignal stop_;
  std::thread thread_;
  std::thread mirror_thread_;
  Mutex mutex_;
  CondVar ended_;
  int running_ PICKET_GUARDED_BY(mutex_) = 0;  ///< Threads.
};

}  // namespace picket::worker
