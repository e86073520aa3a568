#include "adapters/faulty/releases.h"

namespace picket::adapters {

Result<std::int64_t> FaultyReleases::create(const ports::Release& release) {
  return faults_.call("create", [&] { return inner_.create(release); });
}

Result<void> FaultyReleases::update(const ports::Release& release) {
  return faults_.call("update", [&] { return inner_.update(release); });
}

Result<bool> FaultyReleases::add_project(std::int64_t release, ProjectId project, Timestamp now) {
  return faults_.call("add_project", [&] { return inner_.add_project(release, project, now); });
}

Result<void> FaultyReleases::remove(std::int64_t release) {
  return faults_.call("remove", [&] { return inner_.remove(release); });
}

Result<std::optional<ports::Release>> FaultyReleases::find(OrgId org, std::string_view version) {
  return faults_.call("find", [&] { return inner_.find(org, version); });
}

Result<std::optional<ports::Release>> FaultyReleases::find_in_project(ProjectId project,
                                                                      std::string_view version) {
  return faults_.call("find_in_project", [&] { return inner_.find_in_project(project, version); });
}

Result<std::vector<ports::Release>> FaultyReleases::list(const ports::ReleaseQuery& query) {
  return faults_.call("list", [&] { return inner_.list(query); });
}

Result<std::vector<ports::ReleaseInProject>> FaultyReleases::in_projects(
    std::span<const std::int64_t> releases, std::span<const ProjectId> projects,
    std::span<const std::string> environments) {
  return faults_.call("in_projects",
                      [&] { return inner_.in_projects(releases, projects, environments); });
}

Result<std::vector<ports::NewRelease>> FaultyReleases::note(
    std::span<const ports::ReleaseSighting> sightings) {
  return faults_.call("note", [&] { return inner_.note(sightings); });
}

Result<void> FaultyReleases::note_issues(std::span<const ports::IssueSighting> sightings) {
  return faults_.call("note_issues", [&] { return inner_.note_issues(sightings); });
}

Result<std::vector<ports::IssueEnvironment>> FaultyReleases::issue_environments(
    std::span<const IssueId> issues) {
  return faults_.call("issue_environments", [&] { return inner_.issue_environments(issues); });
}

Result<std::int64_t> FaultyReleases::erase_project(ProjectId project, std::size_t limit) {
  return faults_.call("erase_project", [&] { return inner_.erase_project(project, limit); });
}

}  // namespace picket::adapters
