// Threads for work that must not run on an io thread, with a bounded number of jobs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/thread_pool.hpp>

#include "base/mutex.h"
#include "obs/metrics.h"

namespace picket::net {

/// Thread-safe. Outlives everything that offloads to it. When all places are taken, a new job is
/// refused: the caller answers 503.
class BlockingPool {
 public:
  /// One place, held from submission until the job is done. Movable.
  class Place {
   public:
    explicit Place(BlockingPool* pool) noexcept : pool_(pool) {}
    Place(Place&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)) {}
    Place& operator=(Place&&) = delete;
    ~Place() { give_back(); }

    explicit operator bool() const noexcept { return pool_ != nullptr; }
    void give_back() noexcept {
      if (pool_ != nullptr) std::exchange(pool_, nullptr)->one_less();
    }

   private:
    BlockingPool* pool_;
  };

  /// `name` is a metric label, e.g. "cpu". `max_jobs` counts running and waiting ones.
  BlockingPool(std::string_view name, unsigned threads, std::size_t max_jobs,
               obs::Registry& metrics);
  /// Joins; jobs that already have a place are finished first.
  ~BlockingPool();
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  /// An empty place when there is none.
  Place take_place() noexcept PICKET_EXCLUDES(mutex_);
  /// Blocks until no job runs or waits: after it no thread of the pool touches what a job used.
  void wait_idle() PICKET_EXCLUDES(mutex_);

  boost::asio::thread_pool::executor_type executor() noexcept { return threads_.get_executor(); }

 private:
  void one_less() noexcept PICKET_EXCLUDES(mutex_);

  const std::size_t max_jobs_;
  Mutex mutex_;
  CondVar idle_;
  std::size_t jobs_ PICKET_GUARDED_BY(mutex_) = 0;
  obs::Gauge& jobs_gauge_;
  obs::Counter& refused_;
  boost::asio::thread_pool threads_;
};

}  // namespace picket::net
