#include "roles/relay/periodic_task.h"

#include <utility>

namespace picket::relay {

PeriodicTask::PeriodicTask(Period period, std::function<void()> run)
    : period_(period), run_(std::move(run)) {}

PeriodicTask::~PeriodicTask() {
  stop(Deadline::now());
  if (thread_.joinable()) thread_.join();
}

void PeriodicTask::start() {
  thread_ = std::thread([this] { loop(); });
}

void PeriodicTask::wake() {
  MutexLock lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

bool PeriodicTask::stop(Deadline deadline) {
  if (!thread_.joinable()) return true;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
    while (!finished_) {
      if (!changed_.wait_until(mutex_, deadline.at()) && !finished_) return false;
    }
  }
  thread_.join();
  return true;
}

void PeriodicTask::loop() {
  for (bool go_on = true; go_on;) {
    const auto started = Deadline::SteadyClock::now();
    go_on = wait_for_next(started);
    run_();
  }
  MutexLock lock(mutex_);
  finished_ = true;
  changed_.notify_all();
}

bool PeriodicTask::wait_for_next(Deadline::SteadyClock::time_point last_start) {
  MutexLock lock(mutex_);
  for (;;) {
    if (stopping_) return false;
    const auto next = last_start + (woken_ ? period_.least_gap : period_.interval);
    if (Deadline::SteadyClock::now() >= next) break;
    changed_.wait_until(mutex_, next);
  }
  woken_ = false;
  return true;
}

}  // namespace picket::relay
