// Issues and the grouping hashes that lead to them: ports::IssueRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/issues.h"

namespace picket::adapters::meta {

class Issues final : public ports::IssueRepository {
 public:
  explicit Issues(UnitOfWork& work) : work_(work) {}

  Result<std::vector<ports::HashRow>> find_hashes(ProjectId project,
                                                  std::span<const std::string> hashes) override;
  Result<std::vector<ports::HashRow>> assign_hashes(ProjectId project,
                                                    std::span<const std::string> hashes,
                                                    IssueId issue) override;
  Result<IssueId> create(ProjectId project, const domain::IssueFacts& facts, Timestamp first_seen,
                         domain::Priority priority) override;
  Result<void> apply(const domain::IssueDelta& delta) override;
  Result<std::optional<domain::Issue>> get(IssueId issue) override;
  Result<std::optional<domain::Issue>> get_by_number(ProjectId project,
                                                     std::int64_t short_number) override;
  Result<std::vector<domain::Issue>> list(const ports::IssueQuery& query) override;
  Result<std::int64_t> count(const ports::IssueQuery& query) override;
  Result<std::vector<ports::HashOverride>> overrides() override;

 private:
  Result<ports::HashRow> find_hash(ProjectId project, const std::string& hash);

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
