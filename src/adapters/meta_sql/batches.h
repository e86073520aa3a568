// What makes the effects of a batch happen once: ports::BatchRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/repositories.h"

namespace picket::adapters::meta {

class Batches final : public ports::BatchRepository {
 public:
  explicit Batches(UnitOfWork& work) : work_(work) {}

  Result<void> put(std::string_view group, const ports::TopicPartition& of,
                   const ports::AppliedBatch& batch) override;
  Result<ports::AppliedBatch> get(std::string_view group, const ports::TopicPartition& of) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
