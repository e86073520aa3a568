// Tables and charts that an organization keeps: ports::DiscoverQueryRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/discover_queries.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class DiscoverQueries final : public ports::DiscoverQueryRepository {
 public:
  explicit DiscoverQueries(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> create(const ports::DiscoverQuery& query) override;
  Result<void> update(const ports::DiscoverQuery& query) override;
  Result<void> remove(std::int64_t id) override;
  Result<void> visit(std::int64_t id, Timestamp now) override;
  Result<std::optional<ports::DiscoverQuery>> find(std::int64_t id) override;
  Result<std::optional<ports::DiscoverQuery>> find_homepage(OrgId org, UserId creator) override;
  Result<std::vector<ports::DiscoverQuery>> list(const ports::DiscoverListing& listing) override;

 private:
  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
