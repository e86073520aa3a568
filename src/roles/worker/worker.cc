#include "roles/worker/worker.h"

#include "roles/worker/deletion.h"
#include "roles/worker/limits.h"

namespace picket::worker {

Worker::Worker(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
               obs::Registry& registry, const WorkerOptions& options)
    : stores_(stores),
      retention_telemetry_(registry, logger),
      retention_(stores_, clock, retention_telemetry_, options.retention) {
  const TaskRunnerContext context{stores.tasks, stores.meta, clock, logger, registry};
  TaskQueueSpec retention;
  retention.queue = kRetentionQueue;
  retention.period = kRetentionPeriod;
  retention.run = [this](ports::Task& task, const engine::StopSignal& stop) {
    return retention_.run(task, stop);
  };
  TaskQueueSpec housekeeping;
  housekeeping.queue = kHousekeepingQueue;
  housekeeping.period = kHousekeepingPeriod;
  housekeeping.run = [this](const ports::Task&, const engine::StopSignal&) {
    return stores_.meta.maintain(Deadline::in(kWriterWait));
  };
  TaskQueueSpec deletion;
  deletion.queue = kDeletionQueue;
  deletion.period = kDeletionPeriod;
  deletion.run = [this](const ports::Task&, const engine::StopSignal& stop) {
    return erase_deleted(stores_, stop);
  };
  runners_.emplace_back(std::move(retention), context, options.jitter_seed);
  runners_.emplace_back(std::move(housekeeping), context, options.jitter_seed + 1);
  runners_.emplace_back(std::move(deletion), context, options.jitter_seed + 2);
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
