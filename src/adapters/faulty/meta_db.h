// The meta_db port with faults in front of it.
#pragma once

#include <memory>
#include <vector>

#include "adapters/faulty/fault_plan.h"
#include "ports/meta_db.h"

namespace picket::adapters {

/// Every call may fail as the plan says, those of its transactions and their repositories too, else
/// it is the inner database's. Both outlive it and its transactions. As the port demands, a
/// transaction is dead after a fault: every later call returns the same error, and it is rolled
/// back, unless the fault fell after its commit. A begin that fails after the fact has begun a
/// transaction and ended it.
class FaultyMetaDb : public ports::MetaDb {
 public:
  FaultyMetaDb(ports::MetaDb& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}

  Result<std::unique_ptr<ports::MetaTx>> begin_write(Deadline deadline) override;
  Result<std::unique_ptr<ports::MetaTx>> begin_read() override;
  Result<int> schema_version() override;
  Result<std::vector<ports::Migration>> pending_migrations() override;
  Result<void> migrate() override;
  Result<void> maintain(Deadline deadline) override;

 private:
  ports::MetaDb& inner_;
  FaultPlan& plan_;
};

}  // namespace picket::adapters
