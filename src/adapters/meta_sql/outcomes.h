// The ledger: ports::OutcomeRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/outcomes.h"

namespace picket::adapters::meta {

class Outcomes final : public ports::OutcomeRepository {
 public:
  explicit Outcomes(UnitOfWork& work) : work_(work) {}

  Result<void> add(std::span<const protocol::OutcomeCount> counts) override;
  Result<std::vector<protocol::OutcomeCount>> sum(const ports::OutcomeQuery& query) override;
  Result<std::vector<protocol::OutcomeCount>> series(
      const ports::OutcomeSeriesQuery& query) override;
  Result<ports::LedgerTotals> totals() override;
  Result<std::int64_t> fold_oldest_hour(Timestamp before) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
