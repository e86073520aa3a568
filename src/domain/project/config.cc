#include "domain/project/config.h"

#include <utility>

namespace picket::domain {

ProjectSnapshot::ProjectSnapshot(std::int64_t version, std::vector<ProjectConfig> projects)
    : version_(version), projects_(std::move(projects)) {
  for (const ProjectConfig& project : projects_) {
    by_id_.emplace(project.project, &project);
    for (const ProjectKey& key : project.keys) {
      by_key_.emplace(key.public_key, KeyMatch{&project, &key});
    }
  }
}

ProjectSnapshot::KeyMatch ProjectSnapshot::find_key(std::string_view public_key) const noexcept {
  const auto found = by_key_.find(public_key);
  return found == by_key_.end() ? KeyMatch{nullptr, nullptr} : found->second;
}

const ProjectConfig* ProjectSnapshot::find(ProjectId project) const noexcept {
  const auto found = by_id_.find(project);
  return found == by_id_.end() ? nullptr : found->second;
}

}  // namespace picket::domain
