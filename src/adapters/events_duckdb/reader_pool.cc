#include "adapters/events_duckdb/reader_pool.h"

#include <algorithm>

namespace picket::adapters::duck {
namespace {

/// A query may begin after it was interrupted, which DuckDB then forgets.
constexpr std::chrono::milliseconds kInterruptAgain{20};

Error busy(const char* why) {
  return {ErrorKind::unavailable, "event_store_busy", why};
}

}  // namespace

Error cancelled_query() {
  return {ErrorKind::timeout, "event_query_cancelled", "nobody waits for the answer"};
}

ReaderPool::ReaderPool(ReaderLimits limits) : limits_(limits), watchdog_([this] { watch(); }) {}

ReaderPool::~ReaderPool() {
  close();
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  watchdog_.join();
}

void ReaderPool::open(std::vector<Connection> connections) {
  const MutexLock lock(mutex_);
  idle_ = std::move(connections);
  open_ = true;
  changed_.notify_all();
}

void ReaderPool::close() {
  const MutexLock lock(mutex_);
  open_ = false;
  for (const auto& [connection, running] : running_) duckdb_interrupt(connection);
  while (!running_.empty()) changed_.wait(mutex_);
  idle_.clear();
}

ReaderPool::Lease::Lease(ReaderPool& pool, Connection connection)
    : pool_(pool), connection_(std::move(connection)) {}

ReaderPool::Lease::~Lease() {
  if (connection_) pool_.give_back(std::move(connection_));
}

Result<ReaderPool::Lease> ReaderPool::acquire(std::stop_token stop) {
  const Deadline deadline = Deadline::in(limits_.wait);
  const std::stop_callback wake(stop, [this] { notice_stops(); });
  const MutexLock lock(mutex_);
  if (!open_ || idle_.empty()) {
    if (waiting_ >= limits_.waiting) return unexpected(busy("too many queries wait"));
    ++waiting_;
    while ((!open_ || idle_.empty()) && !stop.stop_requested()) {
      if (!changed_.wait_until(mutex_, deadline.at())) break;
    }
    --waiting_;
  }
  if (stop.stop_requested()) return unexpected(cancelled_query());
  if (!open_ || idle_.empty()) return unexpected(busy("no connection became free in time"));
  Connection connection = std::move(idle_.back());
  idle_.pop_back();
  running_.emplace(connection.get(), Running{Deadline::in(limits_.query), std::move(stop)});
  changed_.notify_all();  // The watchdog has one more to look after.
  return Lease(*this, std::move(connection));
}

void ReaderPool::give_back(Connection connection) {
  const MutexLock lock(mutex_);
  running_.erase(connection.get());
  idle_.push_back(std::move(connection));
  changed_.notify_all();
}

void ReaderPool::notice_stops() {
  const MutexLock lock(mutex_);
  changed_.notify_all();
}

void ReaderPool::watch() {
  const MutexLock lock(mutex_);
  while (!stopping_) {
    const auto now = Deadline::SteadyClock::now();
    auto next = Deadline::never().at();
    for (auto& [connection, running] : running_) {
      const bool is_stopped = running.stop.stop_requested();
      if (is_stopped || running.deadline.over()) duckdb_interrupt(connection);
      // Interrupted again if it did not notice.
      if (running.deadline.over()) running.deadline = Deadline::in(limits_.query);
      next = std::min(next, is_stopped ? now + kInterruptAgain : running.deadline.at());
    }
    changed_.wait_until(mutex_, next);
  }
}

}  // namespace picket::adapters::duck
