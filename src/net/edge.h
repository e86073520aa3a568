// What all connections of one server share.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "base/clock.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "net/blocking_pool.h"
#include "net/body_budget.h"
#include "net/limits.h"
#include "net/telemetry.h"

namespace picket::net {

/// Number of open connections; stop() waits on it. Thread-safe.
class ConnectionCount {
 public:
  /// False when there are `max` already.
  bool open(std::size_t max) PICKET_EXCLUDES(mutex_);
  void close() PICKET_EXCLUDES(mutex_);
  /// Waits until there are none, the deadline passes, or hurry() was called. True when none is
  /// left.
  bool wait_for_none(Deadline deadline) PICKET_EXCLUDES(mutex_);
  void wait_for_none() PICKET_EXCLUDES(mutex_);
  /// Ends wait_for_none(deadline), now and later.
  void hurry() PICKET_EXCLUDES(mutex_);

 private:
  Mutex mutex_;
  CondVar changed_;
  std::size_t open_ PICKET_GUARDED_BY(mutex_) = 0;
  bool hurried_ PICKET_GUARDED_BY(mutex_) = false;
};

struct Edge {
  Edge(const Limits& limits_given, std::string server, BlockingPool& blocking_pool,
       BlockingPool& cpu_pool, BlockingPool& bulk_pool, const Clock& clock_given,
       obs::Logger& logger, obs::Registry& metrics);

  const Limits limits;
  const std::string server_name;
  BlockingPool& blocking;  ///< Runs blocking handlers.
  BlockingPool& cpu;       ///< Decodes bodies that are not small.
  BlockingPool& bulk;      ///< Goes on with those that are large.
  const Clock& clock;
  Telemetry telemetry;
  BodyBudget budget;
  ConnectionCount connections;
};

}  // namespace picket::net
