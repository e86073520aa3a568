#include "engine/stop_signal.h"

#include "base/deadline.h"

namespace picket::engine {

void StopSignal::request() noexcept {
  {
    // Under the mutex: a waiter between its check and its wait must not miss the wake-up.
    MutexLock lock(mutex_);
    requested_.store(true, std::memory_order_release);
  }
  changed_.notify_all();
}

bool StopSignal::pause(Duration time) {
  const Deadline until = Deadline::in(time);
  MutexLock lock(mutex_);
  while (!requested()) {
    if (!changed_.wait_until(mutex_, until.at())) break;
  }
  return !requested();
}

}  // namespace picket::engine
