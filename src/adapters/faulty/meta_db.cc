#include "adapters/faulty/meta_db.h"

#include <utility>

#include "adapters/faulty/transaction.h"

namespace picket::adapters {
namespace {

Result<std::unique_ptr<ports::MetaTx>> decorate(Result<std::unique_ptr<ports::MetaTx>> begun,
                                                FaultPlan& plan) {
  if (!begun) return begun;
  return std::make_unique<FaultyTransaction>(*std::move(begun), plan);
}

}  // namespace

Result<std::unique_ptr<ports::MetaTx>> FaultyMetaDb::begin_write(Deadline deadline) {
  return inject(plan_, "begin_write",
                [&] { return decorate(inner_.begin_write(deadline), plan_); });
}

Result<std::unique_ptr<ports::MetaTx>> FaultyMetaDb::begin_read() {
  return inject(plan_, "begin_read", [&] { return decorate(inner_.begin_read(), plan_); });
}

Result<int> FaultyMetaDb::schema_version() {
  return inject(plan_, "schema_version", [&] { return inner_.schema_version(); });
}

Result<std::vector<ports::Migration>> FaultyMetaDb::pending_migrations() {
  return inject(plan_, "pending_migrations", [&] { return inner_.pending_migrations(); });
}

Result<void> FaultyMetaDb::migrate() {
  return inject(plan_, "migrate", [&] { return inner_.migrate(); });
}

Result<void> FaultyMetaDb::maintain(Deadline deadline) {
  return inject(plan_, "maintain", [&] { return inner_.maintain(deadline); });
}

Result<void> FaultyTransaction::commit() {
  return faults_.call("commit", [&] { return inner_->commit(); });
}

}  // namespace picket::adapters
