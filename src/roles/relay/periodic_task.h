// A thread that does one thing again and again.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "base/deadline.h"
#include "base/mutex.h"

namespace picket::relay {

struct Period {
  std::chrono::milliseconds interval;   ///< Between two runs.
  std::chrono::milliseconds least_gap;  ///< Between two runs when somebody wakes it.
};

/// start() and stop() once each, from one thread; wake() from any.
class PeriodicTask {
 public:
  /// `run` is called on the task's own thread, once more after stop(), and must not throw.
  PeriodicTask(Period period, std::function<void()> run);
  /// Waits for the thread.
  ~PeriodicTask();
  PeriodicTask(const PeriodicTask&) = delete;
  PeriodicTask& operator=(const PeriodicTask&) = delete;

  void start();
  /// Runs it as soon as the least gap allows.
  void wake() PICKET_EXCLUDES(mutex_);
  /// Lets it run for the last time; true when that is done by the deadline.
  bool stop(Deadline deadline) PICKET_EXCLUDES(mutex_);

 private:
  void loop();
  /// False when it is time to stop.
  bool wait_for_next(Deadline::SteadyClock::time_point last_start) PICKET_EXCLUDES(mutex_);

  const Period period_;
  const std::function<void()> run_;
  Mutex mutex_;
  CondVar changed_;
  bool woken_ PICKET_GUARDED_BY(mutex_) = false;
  bool stopping_ PICKET_GUARDED_BY(mutex_) = false;
  bool finished_ PICKET_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace picket::relay
