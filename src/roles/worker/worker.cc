#include "roles/worker/worker.h"

#include <utility>

#include "roles/worker/deletion.h"
#include "roles/worker/issue_clock.h"
#include "roles/worker/issue_counts.h"
#include "roles/worker/limits.h"

namespace picket::worker {

Worker::Worker(const ports::Stores& stores, const Clock& clock, obs::Logger& logger,
               obs::Registry& registry, const WorkerOptions& options)
    : stores_(stores),
      retention_telemetry_(registry, logger),
      retention_(stores_, clock, retention_telemetry_, options.retention),
      issue_telemetry_(registry),
      mirror_telemetry_(registry, logger),
      mirror_(stores_, mirror_telemetry_) {
  const TaskRunnerContext context{stores.tasks, stores.meta, clock, logger, registry};
  std::uint64_t seed = options.jitter_seed;
  for (TaskQueueSpec& spec : specs(clock, options))
    runners_.emplace_back(std::move(spec), context, seed++);
}

std::vector<TaskQueueSpec> Worker::specs(const Clock& clock, const WorkerOptions& options) {
  std::vector<TaskQueueSpec> specs;
  const auto add = [&](std::string_view queue, Duration period, TaskHandler run) {
    TaskQueueSpec spec;
    spec.queue = queue;
    spec.period = period;
    spec.run = std::move(run);
    specs.push_back(std::move(spec));
  };
  add(kRetentionQueue, kRetentionPeriod, [this](ports::Task& task, const engine::StopSignal& stop) {
    return retention_.run(task, stop);
  });
  add(kHousekeepingQueue, kHousekeepingPeriod,
      [this](const ports::Task&, const engine::StopSignal&) {
        return stores_.meta.maintain(Deadline::in(kWriterWait));
      });
  add(kDeletionQueue, kDeletionPeriod, [this](const ports::Task&, const engine::StopSignal& stop) {
    return erase_deleted(stores_, stop);
  });
  add(kIssueClockQueue, kIssueClockPeriod,
      [this, &clock](ports::Task& task, const engine::StopSignal& stop) {
        return run_issue_clock(stores_, clock, task, issue_telemetry_, stop);
      });
  add(kIssueCountsQueue, kIssueCountsPeriod,
      [this, &clock](const ports::Task&, const engine::StopSignal& stop) -> Result<void> {
        const Timestamp now = clock.now();
        if (auto made = make_forecasts(stores_, now, issue_telemetry_, stop); !made) return made;
        return check_conditions(stores_, now, issue_telemetry_, stop);
      });
  add(kEventSumsQueue, kEventSumsPeriod,
      [this, &clock](const ports::Task&, const engine::StopSignal& stop) -> Result<void> {
        for (bool more = true; more && !stop.requested();) {
          const auto summed = stores_.events.sum_up(clock.now());
          if (!summed) return unexpected(summed.error());
          more = *summed;
        }
        return {};
      });
  if (options.measure_storage) {
    add(kStorageQueue, kStoragePeriod,
        [this, &clock, measure = options.measure_storage](const ports::Task&,
                                                          const engine::StopSignal&) {
          return record_storage(stores_, clock.now(), measure);
        });
  }
  return specs;
}

Worker::~Worker() {
  stop_.request();
  if (thread_.joinable()) thread_.join();
  if (mirror_thread_.joinable()) mirror_thread_.join();
}

void Worker::start() {
  {
    const MutexLock lock(mutex_);
    running_ = 2;
  }
  thread_ = std::thread([this] {
    run();
    ended();
  });
  mirror_thread_ = std::thread([this] {
    mirror_.run(stop_);
    ended();
  });
}

void Worker::run() {
  do {
    for (bool ran = true; ran && !stop_.requested();) {
      ran = false;
      for (TaskRunner& runner : runners_) ran = runner.run_one(stop_) || ran;
    }
  } while (stop_.pause(kPoll));
}

void Worker::ended() {
  {
    const MutexLock lock(mutex_);
    --running_;
  }
  ended_.notify_all();
}

bool Worker::stop(Deadline deadline) {
  stop_.request();
  const MutexLock lock(mutex_);
  while (running_ > 0) {
    if (!ended_.wait_until(mutex_, deadline.at())) break;
  }
  return running_ == 0;
}

}  // namespace picket::worker
