// What the relay must know about projects to decide without asking a database: an immutable
// snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/quota/project_quotas.h"
#include "domain/settings/settings.h"
#include "protocol/ids.h"

namespace picket::domain {

namespace filter {
class FilterConfig;  // domain/filter/config.h
}
namespace scrub {
class ScrubConfig;
}

struct ProjectKey {
  KeyId id;
  std::string public_key;  ///< 32 lower-case hex digits.
  std::string label;
  bool active = true;
  std::int64_t limit_count = 0;     ///< Events in the window; 0: no limit.
  std::int64_t limit_window_s = 0;  ///< 0: no limit.
};

struct ProjectConfig {
  OrgId org;
  ProjectId project;
  std::string org_slug;
  std::string slug;
  std::string platform;
  bool active = true;
  std::vector<std::string> allowed_domains = {"*"};
  std::vector<ProjectKey> keys;
  std::string name;             ///< As people call it; the relay does not need it.
  std::vector<TeamId> teams{};  ///< Whose project it is; for access, not for the relay.
  SettingValues settings{};     ///< Of project_settings() and project_options().
  /// Of organization_options(), the same object for all of an organization; null: the defaults.
  std::shared_ptr<const SettingValues> org_options{};
  /// Compiled of both; null: the defaults. See domain/scrub/projects.h.
  std::shared_ptr<const scrub::ScrubConfig> scrubbing{};
  /// Made of these by the snapshot; never null in one.
  std::shared_ptr<const ProjectQuotas> quotas{};
  /// Made of these by the relay; null elsewhere.
  std::shared_ptr<const filter::FilterConfig> filters{};
};

/// All projects at one version. Built once, then only read, from any thread.
class ProjectSnapshot {
 public:
  struct KeyMatch {
    const ProjectConfig* project;
    const ProjectKey* key;
  };

  ProjectSnapshot(std::int64_t version, std::vector<ProjectConfig> projects);
  ProjectSnapshot(const ProjectSnapshot&) = delete;  // The indexes point into projects_.
  ProjectSnapshot& operator=(const ProjectSnapshot&) = delete;

  std::int64_t version() const noexcept { return version_; }
  /// Both null when nobody has that key.
  KeyMatch find_key(std::string_view public_key) const noexcept;
  const ProjectConfig* find(ProjectId project) const noexcept;
  const std::vector<ProjectConfig>& projects() const noexcept { return projects_; }

 private:
  std::int64_t version_;
  std::vector<ProjectConfig> projects_;
  std::unordered_map<std::string_view, KeyMatch> by_key_;  // Views into projects_.
  std::unordered_map<ProjectId, const ProjectConfig*> by_id_;
};

}  // namespace picket::domain
