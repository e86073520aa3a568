// Further addresses of people: ports::EmailRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/emails.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Emails final : public ports::EmailRepository {
 public:
  explicit Emails(UnitOfWork& work) : work_(work) {}

  Result<std::vector<ports::UserEmail>> list(UserId user) override;
  Result<std::int64_t> add(UserId user, std::string_view email) override;
  Result<bool> remove(UserId user, std::string_view email) override;
  Result<bool> make_primary(UserId user, std::string_view email) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
