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
  if (jobs_.fetch_add(1) < max_jobs_) {
    jobs_gauge_.add(1);
    return Place(this);
  }
  jobs_.fetch_sub(1);
  refused_.add();
  return Place(nullptr);
}

void BlockingPool::one_less() noexcept {
  jobs_gauge_.add(-1);
  jobs_.fetch_sub(1);
}

}  // namespace picket::net
