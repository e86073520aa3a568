// How long after its 200 an event can be read through the API, by sampling: one event at a time is
// polled until it is there, then the next answered one is taken. That costs the server ten requests
// a second, which its CPU time includes.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/mutex.h"
#include "load/api.h"
#include "load/percentile.h"
#include "load/schedule.h"

namespace picket::load {

/// Starts its thread with the object; offer() is for one other thread.
class VisibilitySampler {
 public:
  /// Between two questions about the same event; the resolution of the figure.
  static constexpr std::chrono::milliseconds kPollEvery{100};
  /// An event that is not there by then counts with this time.
  static constexpr std::chrono::seconds kGiveUp{60};

  explicit VisibilitySampler(Api api);
  ~VisibilitySampler() { stop(); }
  VisibilitySampler(const VisibilitySampler&) = delete;
  VisibilitySampler& operator=(const VisibilitySampler&) = delete;

  /// An event that was answered 200 just now; taken when no other is being watched.
  void offer(const EventId& event, SteadyTime answered);

  /// Ends the thread, after the event that is being watched. The first error of the API, if any.
  std::optional<std::string> stop();
  /// After stop().
  std::vector<Micros> times() const;

 private:
  struct Watched {
    EventId event;
    SteadyTime answered;
  };

  void run();
  /// False after an error.
  bool watch(const Watched& watched);

  Api api_;
  mutable Mutex mutex_;
  CondVar changed_;
  std::optional<Watched> watched_ PICKET_GUARDED_BY(mutex_);
  bool stopping_ PICKET_GUARDED_BY(mutex_) = false;
  std::optional<std::string> error_ PICKET_GUARDED_BY(mutex_);
  std::vector<Micros> times_ PICKET_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace picket::load
