#include "adapters/events_duckdb/reader_pool.h"

#include <algorithm>

namespace picket::adapters::duck {
namespace {

Error busy(const char* why) {
  return {ErrorKind::unavailable, "event_store_busy", why};
}

}  // namespace

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
  for (const auto& [connection, deadline] : running_) duckdb_interrupt(connection);
  while (!running_.empty()) changed_.wait(mutex_);
  idle_.clear();
}

ReaderPool::Lease::Lease(ReaderPool& pool, Connection connection)
    : pool_(pool), connection_(std::move(connection)) {}

ReaderPool::Lease::~Lease() {
  if (connection_) pool_.give_back(std::move(connection_));
}

Result<ReaderPool::Lease> ReaderPool::acquire() {
  const Deadline deadline = Deadline::in(limits_.wait);
  const MutexLock lock(mutex_);
  if (!open_ || idle_.empty()) {
    if (waiting_ >= limits_.waiting) return unexpected(busy("too many queries wait"));
    ++waiting_;
    while (!open_ || idle_.empty()) {
      if (!changed_.wait_until(mutex_, deadline.at())) break;
    }
    --waiting_;
    if (!open_ || idle_.empty()) return unexpected(busy("no connection became free in time"));
  }
  Connection connection = std::move(idle_.back());
  idle_.pop_back();
  running_.emplace(connection.get(), Deadline::in(limits_.query));
  changed_.notify_all();  // The watchdog has one more to look after.
  return Lease(*this, std::move(connection));
}

void ReaderPool::give_back(Connection connection) {
  const MutexLock lock(mutex_);
  running_.erase(connection.get());
  idle_.push_back(std::move(connection));
  changed_.notify_all();
}

void ReaderPool::watch() {
  const MutexLock lock(mutex_);
  while (!stopping_) {
    const auto next = std::min_element(
        running_.begin(), running_.end(),
        [](const auto& a, const auto& b) { return a.second.at() < b.second.at(); });
    if (next == running_.end()) {
      changed_.wait(mutex_);
    } else if (next->second.over()) {
      duckdb_interrupt(next->first);
      next->second = Deadline::in(limits_.query);  // Interrupted again if it did not notice.
    } else {
      changed_.wait_until(mutex_, next->second.at());
    }
  }
}

}  // namespace picket::adapters::duck
