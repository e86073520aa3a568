// Searches that people keep: ports::SavedSearchRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/saved_searches.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class SavedSearches final : public ports::SavedSearchRepository {
 public:
  explicit SavedSearches(UnitOfWork& work) : work_(work) {}

  Result<std::int64_t> create(const ports::SavedSearch& search) override;
  Result<void> update(const ports::SavedSearch& search) override;
  Result<void> remove(std::int64_t id) override;
  Result<std::optional<ports::SavedSearch>> find(std::int64_t id) override;
  Result<std::optional<ports::SavedSearch>> find_pinned(OrgId org, UserId owner, int type) override;
  Result<std::vector<ports::SavedSearch>> list(OrgId org, UserId user, int type) override;
  Result<bool> note_recent(const ports::RecentSearch& search) override;
  Result<std::vector<ports::RecentSearch>> recent(OrgId org, UserId user, int type,
                                                  std::string_view prefix,
                                                  std::size_t limit) override;

 private:
  /// There is room for it, and none that says the same. Looked up instead of left to the index: a
  /// violation would end the transaction.
  Result<void> check_place(const ports::SavedSearch& search);

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
