// The repository of releases with faults in front of every call.
#pragma once

#include "adapters/faulty/repositories.h"
#include "ports/releases.h"

namespace picket::adapters {

class FaultyReleases final : public ports::ReleaseRepository {
 public:
  FaultyReleases(ports::ReleaseRepository& inner, TransactionFaults& faults)
      : inner_(inner), faults_(faults) {}

  Result<std::int64_t> create(const ports::Release& release) override;
  Result<void> update(const ports::Release& release) override;
  Result<bool> add_project(std::int64_t release, ProjectId project, Timestamp now) override;
  Result<void> remove(std::int64_t release) override;
  Result<std::optional<ports::Release>> find(OrgId org, std::string_view version) override;
  Result<std::optional<ports::Release>> find_in_project(ProjectId project,
                                                        std::string_view version) override;
  Result<std::vector<ports::Release>> list(const ports::ReleaseQuery& query) override;
  Result<std::vector<ports::ReleaseInProject>> in_projects(
      std::span<const std::int64_t> releases, std::span<const ProjectId> projects,
      std::span<const std::string> environments) override;

  Result<std::vector<ports::NewRelease>> note(
      std::span<const ports::ReleaseSighting> sightings) override;
  Result<void> note_issues(std::span<const ports::IssueSighting> sightings) override;
  Result<std::vector<ports::IssueEnvironment>> issue_environments(
      std::span<const IssueId> issues) override;
  Result<std::int64_t> erase_project(ProjectId project, std::size_t limit) override;

 private:
  ports::ReleaseRepository& inner_;
  TransactionFaults& faults_;
};

}  // namespace picket::adapters
