// API tokens: ports::TokenRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/tokens.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Tokens final : public ports::TokenRepository {
 public:
  explicit Tokens(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> create(const ports::ApiToken& token) override;
  Result<std::optional<ports::ApiToken>> find(std::string_view sha256_hex) override;
  Result<std::vector<ports::ApiToken>> list_of_user(UserId user, std::size_t limit) override;
  Result<std::vector<ports::ApiToken>> list_of_org(OrgId org, std::size_t limit) override;
  Result<void> rename(std::int64_t token, std::string_view name) override;
  Result<void> set_last_used(std::int64_t token, Timestamp now) override;
  Result<void> revoke(std::int64_t token) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
