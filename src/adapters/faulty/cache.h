// The cache port with faults in front of it.
#pragma once

#include "adapters/faulty/fault_plan.h"
#include "ports/cache.h"

namespace picket::adapters {

/// Every call may fail as the plan says, else it is the inner cache's. Both outlive it.
class FaultyCache : public ports::Cache {
 public:
  FaultyCache(ports::Cache& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  Result<std::optional<std::string>> get(std::string_view key) override;
  Result<void> put(std::string_view key, std::string value, Duration ttl) override;
  Result<void> erase(std::string_view key) override;

 private:
  ports::Cache& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
