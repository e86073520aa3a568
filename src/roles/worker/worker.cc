#include "roles/worker/worker.h"

#include "roles/worker/limits.h"
#include "roles/worker/retention.h"

namespace picket::worker {

Worker::Worker(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
               obs::Registry& registry, const WorkerOptions& options)
    : stores_(stores), retention_(registry, logger) {
  const TaskRunnerContext context{stores.tasks, stores.meta, clock, logger, registry};
  TaskQueueSpec retention;
  retention.queue = kRetentionQueue;
  retention.period = kRetentionPeriod;
  retention.run = [this, &clock, days = options.retention](
                      const ports::Task&, const engine::StopSignal& stop) -> Result<void> {
    const auto expired = expire(stores_, retention_limits(clock.now(), days), stop);
    if (!expired) return unexpected(expired.error());
    retention_.expired(*expired);
    return {};
  };
  TaskQueueSpec housekeeping;
  housekeeping.queue = kHousekeepingQueue;
  housekeeping.period = kHousekeepingPeriod;
  housekeeping.run = [this](const ports::Task&, const engine::StopSignal&) {
    return stores_.meta.maintain(Deadline::in(kWriterWait));
  };
  runners_.emplace_back(std::move(retention), context, options.jitter_seed);
  runners_.emplace_back(std::move(housekeeping), context, options.jitter_seed + 1);
}

Worker::~Worker() {
  stop_.request();
  if (thread_.joinable()) thread_.join();
}

void Worker::start() {
  {
    const MutexLock lock(mutex_);
    running_ = true;
  }
  thread_ = std::thread([this] { run(); });
}

void Worker::run() {
  do {
    for (bool ran = true; ran && !stop_.requested();) {
      ran = false;
      for (TaskRunner& runner : runners_) ran = runner.run_one(stop_) || ran;
    }
  } while (stop_.pause(kPoll));
  {
    const MutexLock lock(mutex_);
    running_ = false;
  }
  ended_.notify_all();
}

bool Worker::stop(Deadline deadline) {
  stop_.request();
  const MutexLock lock(mutex_);
  while (running_) {
    if (!ended_.wait_until(mutex_, deadline.at())) break;
  }
  return !running_;
}

}  // namespace picket::worker
