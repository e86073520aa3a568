// TaskRunner: what happens to the tasks of one queue: take, run, finish, try again or give up.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "engine/backoff.h"
#include "engine/stop_signal.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/meta_db.h"
#include "ports/task_queue.h"
#include "roles/worker/limits.h"
#include "roles/worker/telemetry.h"

namespace picket::worker {

/// Runs one task; safe to repeat. Should end soon, in a state from which it can go on later, when
/// the signal asks. What a periodic task leaves in its payload, its next run finds there; a run
/// that failed or died leaves nothing.
using TaskHandler = std::function<Result<void>(ports::Task&, const engine::StopSignal&)>;

struct TaskQueueSpec {
  std::string queue;
  TaskHandler run;
  /// Set: the queue holds one task, which is due again this time after it ran, and is never given
  /// up. Not set: others put its tasks.
  std::optional<Duration> period;
  Duration lease = kLease;
  int max_attempts = kMaxAttempts;
  engine::RetryPolicy retry{std::chrono::seconds(5), std::chrono::minutes(10)};
};

struct TaskRunnerContext {
  ports::TaskQueue& tasks;
  ports::MetaDb& meta;
  const Clock& clock;
  obs::Logger& logger;
  obs::Registry& registry;
};

/// One thread. What the context refers to outlives it.
class TaskRunner {
 public:
  TaskRunner(TaskQueueSpec spec, const TaskRunnerContext& context, std::uint64_t jitter_seed);

  /// Runs the task that is longest due; false when none is, or when the queue does not answer.
  ///
  /// A task that failed max_attempts times, or whose worker died that often, becomes a dead letter
  /// of topic "tasks/QUEUE" with the task's id as its offset. The letter is committed before the
  /// task is forgotten: a crash in between writes a second one.
  bool run_one(const engine::StopSignal& stop);

 private:
  /// Sees that a periodic queue has its task, due by now at first and when the clock was set back;
  /// false when that is not known.
  bool has_begun();
  Result<void> put_next(Timestamp due, std::string payload);
  void finish(const ports::Task& task, double seconds);
  void failed(const ports::Task& task, const Error& error);
  Result<void> set_aside(const ports::Task& task, const Error& error);

  const TaskQueueSpec spec_;
  const TaskRunnerContext context_;
  TaskTelemetry telemetry_;
  SeededRandom random_;
  bool begun_ = false;
  Timestamp latest_;  ///< What the clock showed last.
};

}  // namespace picket::worker
