// Who changed what: ports::AuditRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/audit.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Audit final : public ports::AuditRepository {
 public:
  explicit Audit(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> add(const ports::AuditEntry& entry) override;
  Result<std::vector<ports::AuditEntry>> list(const ports::AuditQuery& query) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
