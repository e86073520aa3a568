// Organizations, teams, users, memberships, tokens: ports::AccountRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/repositories.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Accounts final : public ports::AccountRepository {
 public:
  explicit Accounts(UnitOfWork& work) : work_(work) {}

  Result<OrgId> create_org(const ports::Organization& org) override;
  Result<std::vector<ports::Organization>> list_orgs() override;
  Result<TeamId> create_team(const ports::Team& team) override;
  Result<std::vector<ports::Team>> list_teams(OrgId org) override;
  Result<UserId> create_user(const ports::User& user) override;
  Result<std::optional<ports::User>> find_user(std::string_view email) override;
  Result<void> set_member(OrgId org, UserId user, std::string_view role) override;
  Result<std::int64_t> create_token(const ports::ApiToken& token) override;
  Result<std::optional<ports::ApiToken>> find_token(std::string_view sha256_hex) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
