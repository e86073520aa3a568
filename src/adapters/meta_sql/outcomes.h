// The ledger: ports::OutcomeRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/outcomes.h"
#include "ports/storage_days.h"

namespace picket::adapters::meta {

class StorageDays final : public ports::StorageDayRepository {
 public:
  explicit StorageDays(UnitOfWork& work) : work_(work) {}
  Result<void> put(const ports::StorageDay& day) override;
  Result<std::vector<ports::StorageDay>> since(Timestamp start) override;
  Result<std::int64_t> expire(Timestamp before) override;

 private:
  UnitOfWork& work_;
};

class Outcomes final : public ports::OutcomeRepository {
 public:
  explicit Outcomes(UnitOfWork& work) : work_(work) {}

  Result<void> add(std::span<const protocol::OutcomeCount> counts) override;
  Result<std::vector<protocol::OutcomeCount>> sum(const ports::OutcomeQuery& query) override;
  Result<std::vector<protocol::OutcomeCount>> series(
      const ports::OutcomeSeriesQuery& query) override;
  Result<ports::LedgerTotals> totals() override;
  Result<std::int64_t> fold_oldest_hour(Timestamp before) override;
  ports::StorageDayRepository& storage_days() override { return storage_days_; }

 private:
  UnitOfWork& work_;
  StorageDays storage_days_{work_};
};

}  // namespace picket::adapters::meta
