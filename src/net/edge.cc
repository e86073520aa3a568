#include "net/edge.h"

#include <utility>

namespace picket::net {

bool ConnectionCount::open(std::size_t max) {
  const MutexLock lock(mutex_);
  if (open_ >= max) return false;
  ++open_;
  return true;
}

void ConnectionCount::close() {
  const MutexLock lock(mutex_);
  if (--open_ == 0) changed_.notify_all();
}

bool ConnectionCount::wait_for_none(Deadline deadline) {
  const MutexLock lock(mutex_);
  while (open_ > 0 && !hurried_) {
    if (!changed_.wait_until(mutex_, deadline.at())) break;
  }
  return open_ == 0;
}

void ConnectionCount::wait_for_none() {
  const MutexLock lock(mutex_);
  while (open_ > 0) changed_.wait(mutex_);
}

void ConnectionCount::hurry() {
  const MutexLock lock(mutex_);
  hurried_ = true;
  changed_.notify_all();
}

Edge::Edge(const Limits& limits_given, std::string server, BlockingPool& blocking_pool,
           BlockingPool& cpu_pool, BlockingPool& bulk_pool, const Clock& clock_given,
           obs::Logger& logger, obs::Registry& metrics)
    : limits(limits_given),
      server_name(std::move(server)),
      blocking(blocking_pool),
      cpu(cpu_pool),
      bulk(bulk_pool),
      clock(clock_given),
      telemetry(logger, metrics),
      budget(limits.max_body_bytes_in_flight, telemetry.body_bytes()) {}

}  // namespace picket::net
