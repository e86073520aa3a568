// Releases as the API writes them: everything that a list shows is read at once for all of its
// releases. Source: shared spec "api", section 16.1.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "ports/releases.h"
#include "roles/api/call.h"

namespace picket::api {

/// Some releases of the organization of the path with all that is written of them, as far as the
/// caller may see their projects.
class ReleaseShelf {
 public:
  /// `environments`: whose events count for the first and last event; none: all of them.
  static Answer<ReleaseShelf> read(const Call& call, std::span<const ports::Release> releases,
                                   const std::vector<std::string>& environments);

  /// One that was read for.
  boost::json::object full(const ports::Release& release) const;

 private:
  Answer<void> read_people(const Call& call, std::span<const ports::Release> releases);
  Answer<void> read_health(const Call& call);
  boost::json::object project_json(const ports::Release& release,
                                   const ports::ReleaseInProject& place) const;

  struct Project {
    std::string slug;
    std::string name;
    std::string platform;
    boost::json::array platforms;
  };

  std::unordered_map<std::int64_t, std::vector<ports::ReleaseInProject>> places_;
  std::unordered_map<ProjectId, Project> projects_;
  std::unordered_map<std::int64_t, boost::json::value> owners_;
  std::set<std::pair<ProjectId, std::string>> healthy_;  ///< Sessions came with the release.
};

/// {package, version, description, buildHash}
boost::json::object version_info(std::string_view version);

/// The release of an issue or event of a project; {"version"} alone when it is not known (any
/// more), null for no version.
Answer<boost::json::value> release_of_project(const Call& call, ProjectId project,
                                              std::string_view version);

}  // namespace picket::api
