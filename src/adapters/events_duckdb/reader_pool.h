// The connections that queries run on: few, shared, waited for with a limit.
#pragma once

#include <cstddef>
#include <map>
#include <stop_token>
#include <thread>
#include <vector>

#include "adapters/events_duckdb/duckdb_handles.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "base/result.h"

namespace picket::adapters::duck {

struct ReaderLimits {
  /// Queries at once. Each may take its share of DuckDB's memory_limit, so few.
  std::size_t connections = 4;
  /// Callers that wait for a connection; more are refused with unavailable / "event_store_busy".
  std::size_t waiting = 64;
  /// How long one waits, then the same refusal.
  std::chrono::milliseconds wait{10'000};
  /// How long one query runs, then timeout / "event_query_timeout". The worst measured query over
  /// 30 million rows takes well under a second.
  std::chrono::milliseconds query{30'000};
};

/// timeout / "event_query_cancelled"
Error cancelled_query();

/// Thread-safe. Starts closed; open() and close() come from one thread at a time. A watchdog thread
/// interrupts queries that run too long, or whose asker does not wait any more.
class ReaderPool {
 public:
  explicit ReaderPool(ReaderLimits limits);
  ~ReaderPool();
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;

  std::size_t connections() const noexcept { return limits_.connections; }

  /// Takes the connections that queries run on from now on.
  void open(std::vector<Connection> connections);
  /// Interrupts running queries, waits for them, closes all connections. Waiting callers stay and
  /// go on after the next open().
  void close();

  /// A connection for one query; gives it back when destroyed.
  class Lease {
   public:
    Lease(ReaderPool& pool, Connection connection);
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    const Connection& connection() const noexcept { return connection_; }

   private:
    ReaderPool& pool_;
    Connection connection_;
  };
  /// `stop` requested: the wait and the query on the connection end as soon as they can, the wait
  /// with timeout / "event_query_cancelled".
  Result<Lease> acquire(std::stop_token stop = {});
  /// Looks again whose stop was requested: call it when one was. Short, from any thread.
  void notice_stops();

 private:
  void give_back(Connection connection);
  void watch();

  struct Running {
    Deadline deadline;
    std::stop_token stop;
  };

  const ReaderLimits limits_;
  Mutex mutex_;
  CondVar changed_;
  bool open_ PICKET_GUARDED_BY(mutex_) = false;
  bool stopping_ PICKET_GUARDED_BY(mutex_) = false;
  std::size_t waiting_ PICKET_GUARDED_BY(mutex_) = 0;
  std::vector<Connection> idle_ PICKET_GUARDED_BY(mutex_);
  std::map<duckdb_connection, Running> running_ PICKET_GUARDED_BY(mutex_);
  std::thread watchdog_;
};

}  // namespace picket::adapters::duck
