// Messages that could not be processed: ports::DeadLetterRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/dead_letters.h"

namespace picket::adapters::meta {

class DeadLetters final : public ports::DeadLetterRepository {
 public:
  explicit DeadLetters(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> add(const ports::DeadLetter& letter) override;
  Result<std::vector<ports::DeadLetter>> list(std::size_t limit) override;
  Result<std::vector<ports::DeadLetter>> find(const ports::DeadLetterQuery& query) override;
  Result<std::int64_t> count(const ports::DeadLetterQuery& query) override;
  Result<std::optional<ports::DeadLetter>> get(std::int64_t id) override;
  Result<void> mark_replayed(std::int64_t id, Timestamp when) override;
  Result<std::int64_t> count_open() override;
  Result<std::int64_t> expire(Timestamp before) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
