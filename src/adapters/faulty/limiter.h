// The limiter port with faults in front of it.
#pragma once

#include "adapters/faulty/fault_plan.h"
#include "ports/limiter.h"

namespace picket::adapters {

/// Every call may fail as the plan says, else it is the inner limiter's. Both outlive it. A take
/// that fails after the fact has taken.
class FaultyLimiter : public ports::Limiter {
 public:
  FaultyLimiter(ports::Limiter& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  Result<ports::Take> take(std::string_view key, std::int64_t quantity, std::int64_t limit,
                           Duration window) override;
  Result<bool> take_all(std::span<const ports::Charge> charges,
                        std::span<ports::Take> takes) override;

 private:
  ports::Limiter& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
