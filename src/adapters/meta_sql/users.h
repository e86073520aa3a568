// Users and tokens: ports::UserRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/users.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Users final : public ports::UserRepository {
 public:
  explicit Users(UnitOfWork& work) : work_(work) {}

  Result<UserId> create_user(const ports::User& user) override;
  Result<std::optional<ports::User>> find_user(std::string_view email) override;
  Result<std::int64_t> create_token(const ports::ApiToken& token) override;
  Result<std::optional<ports::ApiToken>> find_token(std::string_view sha256_hex) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
