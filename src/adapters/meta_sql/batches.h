// What makes the effects of a batch happen once: ports::BatchRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/batches.h"

namespace picket::adapters::meta {

class Batches final : public ports::BatchRepository {
 public:
  explicit Batches(UnitOfWork& work) : work_(work) {}

  Result<void> put(std::string_view group, const ports::TopicPartition& of,
                   ports::Offset next) override;
  Result<ports::Offset> get(std::string_view group, const ports::TopicPartition& of) override;
  Result<void> keep(std::string_view group, const ports::TopicPartition& of,
                    const ports::KeptBatch& batch) override;
  Result<std::optional<ports::KeptBatch>> kept_after(std::string_view group,
                                                     const ports::TopicPartition& of,
                                                     const ports::BatchPosition& position) override;
  Result<std::optional<ports::KeptBatch>> last_kept(std::string_view group,
                                                    const ports::TopicPartition& of) override;
  Result<void> forget(std::string_view group, const ports::TopicPartition& of,
                      const ports::BatchPosition& position) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
