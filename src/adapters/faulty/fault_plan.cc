#include "adapters/faulty/fault_plan.h"

#include <thread>
#include <utility>

namespace picket::adapters {

FaultPlan::FaultPlan(std::uint64_t seed, FaultRates rates, Sleep sleep)
    : sleep_(sleep ? std::move(sleep) : [](Duration time) { std::this_thread::sleep_for(time); }),
      random_(seed),
      rates_(rates) {}

void FaultPlan::script(std::initializer_list<Fault> faults) {
  const MutexLock lock(mutex_);
  script_.insert(script_.end(), faults.begin(), faults.end());
}

void FaultPlan::set_rates(FaultRates rates) {
  const MutexLock lock(mutex_);
  rates_ = rates;
}

bool FaultPlan::chance(unsigned per_thousand) {
  return random_.below(1000) < per_thousand;
}

Fault FaultPlan::next() {
  Duration delay{0};
  Fault fault = Fault::none;
  {
    const MutexLock lock(mutex_);
    if (chance(rates_.delay)) {
      const auto longest = static_cast<std::uint64_t>(rates_.longest_delay.count());
      delay = Duration(static_cast<std::int64_t>(random_.below(longest + 1)));
    }
    if (!script_.empty()) {
      fault = script_.front();
      script_.pop_front();
    } else if (chance(rates_.fail_before)) {
      fault = Fault::fail_before;
    } else if (chance(rates_.fail_after)) {
      fault = Fault::fail_after;
    }
    if (fault != Fault::none) ++injected_;
  }
  if (delay > Duration::zero()) sleep_(delay);
  return fault;
}

std::int64_t FaultPlan::injected() const {
  const MutexLock lock(mutex_);
  return injected_;
}

}  // namespace picket::adapters
