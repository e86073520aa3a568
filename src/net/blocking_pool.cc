#include "net/blocking_pool.h"

namespace picket::net {

BlockingPool::BlockingPool(std::string_view name, unsigned threads, std::size_t max_jobs,
                           obs::Registry& metrics)
    : max_jobs_(max_jobs),
      jobs_gauge_(metrics.gauge("picket_net_pool_jobs", "Jobs running or waiting",
                                {{"pool", std::string(name)}})),
      refused_(metrics.counter("picket_net_pool_refused_total",
                               "Jobs refused because the pool's queue was full",
                               {{"pool", std::string(name)}})),
      threads_(threads) {}

BlockingPool::~BlockingPool() {
  threads_.join();
}

BlockingPool::Place BlockingPool::take_place() noexcept {
  {
    const MutexLock lock(mutex_);
    if (jobs_ < max_jobs_) {
      ++jobs_;
      jobs_gauge_.add(1);
      return Place(this);
    }
  }
  refused_.add();
  return Place(nullptr);
}

void BlockingPool::one_less() noexcept {
  const MutexLock lock(mutex_);
  jobs_gauge_.add(-1);
  if (--jobs_ == 0) idle_.notify_all();
}

void BlockingPool::wait_idle() {
  const MutexLock lock(mutex_);
  while (jobs_ > 0) idle_.wait(mutex_);
}

}  // namespace picket::net
