// People: ports::UserRepository on SQL.
#pragma once

#include "adapters/meta_sql/discover_queries.h"
#include "adapters/meta_sql/emails.h"
#include "adapters/meta_sql/factors.h"
#include "adapters/meta_sql/saved_searches.h"
#include "adapters/meta_sql/sessions.h"
#include "adapters/meta_sql/tokens.h"
#include "adapters/meta_sql/unit_of_work.h"
#include "ports/users.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Users final : public ports::UserRepository {
 public:
  explicit Users(UnitOfWork& work) : work_(work) {}

  Result<UserId> create_user(const ports::User& user) override;
  Result<std::optional<ports::User>> find_user(std::string_view email) override;
  Result<std::optional<ports::User>> get_user(UserId user) override;
  Result<std::vector<ports::User>> get_users(std::span<const UserId> users) override;
  Result<std::vector<ports::User>> list_users(const ports::UserQuery& query) override;
  Result<void> update_user(const ports::User& user) override;
  Result<void> set_password(UserId user, std::string_view password_hash) override;
  Result<void> set_last_login(UserId user, Timestamp now) override;
  Result<void> set_last_active(UserId user, Timestamp now) override;
  Result<void> erase_user(UserId user) override;

  ports::EmailRepository& emails() override { return emails_; }
  ports::SessionRepository& sessions() override { return sessions_; }
  ports::FactorRepository& factors() override { return factors_; }
  ports::TokenRepository& tokens() override { return tokens_; }
  ports::SavedSearchRepository& saved_searches() override { return saved_searches_; }
  ports::DiscoverQueryRepository& discover_queries() override { return discover_queries_; }

 private:
  UnitOfWork& work_;
  Emails emails_{work_};
  Sessions sessions_{work_};
  Factors factors_{work_};
  Tokens tokens_{work_};
  SavedSearches saved_searches_{work_};
  DiscoverQueries discover_queries_{work_};
};

}  // namespace picket::adapters::meta
