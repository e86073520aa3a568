// Projects as the API writes them: everything that a list shows is read at once for all of its
// projects. Source: shared spec "api", sections 4.1, 4.2 and 4.4.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <boost/json.hpp>

#include "domain/access/decision.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "roles/api/call.h"

namespace picket::api {

/// A project that the caller may see, and what the caller may do there.
struct SeenProject {
  ProjectId id;
  domain::access::ScopeSet scopes{};
  bool is_member = false;  ///< In one of its teams.
};

/// Of a grant, in its order.
std::vector<SeenProject> seen_projects(const domain::access::Grant& grant);
/// The one of the path.
SeenProject seen_project(const Call& call);

/// Some projects with all that is written of them, for one answer.
class ProjectShelf {
 public:
  static Answer<ProjectShelf> read(const Call& call, std::span<const SeenProject> projects,
                                   std::span<const ports::Team> teams);

  /// Null when it was deleted meanwhile.
  const ports::Project* find(ProjectId project) const noexcept;

  /// What every form of a project has.
  boost::json::object base(const SeenProject& seen) const;
  /// As in lists of an organization and of a team.
  boost::json::object summary(const SeenProject& seen) const;
  /// As below a team, which needs not be said again.
  boost::json::object in_team(const SeenProject& seen) const;
  /// `isInternal` to `status`.
  static void add_status(boost::json::object& shown, const ports::Project& project);
  /// Everything; `org` is the project's.
  boost::json::object detail(const Call& call, const SeenProject& seen,
                             const ports::Organization& org) const;

 private:
  boost::json::array team_refs(const ports::Project& project) const;

  std::unordered_map<ProjectId, ports::Project> projects_;
  std::unordered_map<TeamId, const ports::Team*> teams_;
  std::unordered_map<ProjectId, std::vector<std::string>> environments_;
  std::unordered_map<ProjectId, std::vector<std::string>> platforms_;
  std::unordered_set<ProjectId> bookmarks_;
};

/// The teams of the organization of the path.
Answer<std::vector<ports::Team>> read_teams(const Call& call);
/// {id, slug, name}
boost::json::object team_ref(const ports::Team& team);

}  // namespace picket::api
