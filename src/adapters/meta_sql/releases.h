// Releases and what events showed of them: ports::ReleaseRepository on SQL.
#pragma once

#include "adapters/meta_sql/unit_of_work.h"
#include "ports/releases.h"

namespace picket::adapters::meta {

/// Part of a transaction, like every repository of this folder; `work` outlives it.
class Releases final : public ports::ReleaseRepository {
 public:
  explicit Releases(UnitOfWork& work) : work_(work) {}

  // releases.cc
  Result<std::int64_t> create(const ports::Release& release) override;
  Result<void> update(const ports::Release& release) override;
  Result<bool> add_project(std::int64_t release, ProjectId project, Timestamp now) override;
  Result<void> remove(std::int64_t release) override;
  Result<std::optional<ports::Release>> find(OrgId org, std::string_view version) override;
  Result<std::optional<ports::Release>> find_in_project(ProjectId project,
                                                        std::string_view version) override;

  // release_list.cc
  Result<std::vector<ports::Release>> list(const ports::ReleaseQuery& query) override;
  Result<std::vector<ports::ReleaseInProject>> in_projects(
      std::span<const std::int64_t> releases, std::span<const ProjectId> projects,
      std::span<const std::string> environments) override;

  // release_sightings.cc
  Result<std::vector<ports::NewRelease>> note(
      std::span<const ports::ReleaseSighting> sightings) override;
  Result<std::int64_t> erase_project(ProjectId project, std::size_t limit) override;

  // issue_environments.cc
  Result<void> note_issues(std::span<const ports::IssueSighting> sightings) override;
  Result<std::vector<ports::IssueEnvironment>> issue_environments(
      std::span<const IssueId> issues) override;

 private:
  struct Place {
    Int release = 0;  ///< Zero: there is no room for it.
    bool is_new = false;
  };

  /// Whether the project can have one more; forgets an idle one for that.
  Result<bool> make_room(ProjectId project, Timestamp now);
  Result<Int> find_id(Int org, std::string_view version);
  Result<bool> has_place(ProjectId project, Int release);
  Result<void> add_place(ProjectId project, Int release);
  /// Makes the release and its place in the project as far as they are missing.
  Result<Place> place(const ports::ReleaseSighting& sighting);
  Result<bool> grow(const ports::ReleaseSighting& sighting, std::string_view environment);
  Result<void> add_environment(const ports::ReleaseSighting& sighting, Int release);
  Result<bool> grow_issue(const ports::IssueSighting& sighting, std::string_view environment);

  UnitOfWork& work_;
};

}  // namespace picket::adapters::meta
