// Second factors and secrets that open once: ports::FactorRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/factors.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Factors final : public ports::FactorRepository {
 public:
  explicit Factors(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> add_totp(const ports::TotpFactor& factor) override;
  Result<std::optional<ports::TotpFactor>> find_totp(UserId user) override;
  Result<std::vector<UserId>> with_totp(std::span<const UserId> users) override;
  Result<std::vector<ports::TotpFactor>> list_totp(UserId after, std::size_t limit) override;
  Result<bool> use_totp(UserId user, std::int64_t counter, Timestamp now) override;
  Result<void> remove_totp(UserId user) override;
  Result<void> replace_recovery_codes(UserId user, const std::vector<std::string>& hashes,
                                      Timestamp now) override;
  Result<bool> use_recovery_code(UserId user, std::string_view hash, Timestamp now) override;
  Result<ports::RecoveryCodesLeft> recovery_codes(UserId user) override;
  Result<void> put_reset_link(const ports::ResetLink& link) override;
  Result<bool> use_reset_link(UserId user, std::string_view sha256_hex, Timestamp now) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
