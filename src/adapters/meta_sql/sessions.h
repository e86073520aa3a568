// Who is signed in where: ports::SessionRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/sessions.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Sessions final : public ports::SessionRepository {
 public:
  explicit Sessions(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> create(const ports::Session& session) override;
  Result<std::optional<ports::Session>> find(std::string_view sha256_hex) override;
  Result<std::vector<ports::Session>> list(UserId user, std::size_t limit) override;
  Result<void> renew(std::int64_t session, std::string_view sha256_hex, Timestamp proved) override;
  Result<void> set_last_seen(std::int64_t session, Timestamp now) override;
  Result<void> end(std::int64_t session) override;
  Result<void> end_others(UserId user, std::int64_t kept) override;
  Result<void> remove_stale(Timestamp now, Timestamp idle_since) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
