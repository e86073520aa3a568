// The one decision about access to an organization's data: who asks, for which organization, team
// or projects, with which scope. Every API route goes through it before it reads anything else.
// Source: shared spec "access", sections 1.2, 1.3, 1.9 and 2.9, and "api", sections 1.2 and 1.7.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/access/membership.h"
#include "domain/access/role.h"
#include "domain/access/scope.h"
#include "domain/project/config.h"
#include "protocol/ids.h"

namespace picket::domain::access {

/// Somebody who proved who they are.
struct Caller {
  UserId user{};                           ///< Zero: an organization's own token.
  std::optional<ScopeSet> token_scopes{};  ///< Nullopt: a session, which has all of the roles.
  OrgId token_org{};                       ///< The only one that an organization's token opens.
  std::vector<Membership> memberships{};   ///< Of the user.

  /// Null when the user is not in it.
  const Membership* membership_in(OrgId org) const noexcept;
};

/// What the decision must know about an organization.
struct OrgFacts {
  OrgId id;
  std::string slug;
  bool open_membership = true;
  RoleOptions options{};
};

struct TeamFacts {
  TeamId id;
  OrgId org;
  std::string slug;
};

/// What there is, of all organizations; teams only when a wish names one.
struct World {
  std::span<const OrgFacts> orgs;
  std::span<const ProjectConfig> projects;
  std::span<const TeamFacts> teams{};
};

/// What a request is about, which says whose scopes count.
enum class Reach : std::uint8_t {
  organization,  ///< Role in the organization.
  projects,      ///< Each project by role in the organization or in one of the project's teams.
  project,       ///< The one of the path, the same way.
  team,          ///< The one of the path, by role in the organization or in that team.
};

/// What a request names. Ids or slugs as in Sentry: digits alone are an id.
struct Wish {
  ScopeSet accepted;     ///< Of the route; any one suffices.
  std::string_view org;  ///< Of the path, or of the thing that the path names.
  Reach reach = Reach::organization;
  std::string_view path_project{};                 ///< For Reach::project.
  std::string_view path_team{};                    ///< For Reach::team.
  std::span<const std::string> chosen_projects{};  ///< `project=` of the query; none or -1: all.
};

enum class Denial : std::uint8_t {
  unauthenticated,  ///< Nobody known.
  insufficient_scope,
  unknown_organization,  ///< Does not exist, or is another's: the answer is the same.
  unknown_project,       ///< Of the path, the same way.
  unknown_team,
  forbidden_project,  ///< Not the caller's to see; a chosen one may as well not exist.
  forbidden_team,
};

/// What may be done. Every query names `projects`, and none means none.
struct Grant {
  OrgId org;
  std::string_view org_slug;                   ///< As the organization is called.
  ScopeSet scopes;                             ///< In the organization, or in the team of the path.
  const Membership* membership = nullptr;      ///< Null: an organization's own token.
  TeamId team{};                               ///< Of the path.
  std::vector<const ProjectConfig*> projects;  ///< By id; point into the world.
  std::vector<ScopeSet> project_scopes;        ///< Of each.

  const ProjectConfig* find(ProjectId project) const noexcept;
  /// None for a project that is not granted.
  ScopeSet scopes_in(ProjectId project) const noexcept;
  std::vector<ProjectId> project_ids() const;
};

/// `caller` null: anonymous. Of a token, the scopes are asked before anything is looked up, so that
/// the answer tells nothing. Points into the caller and the world.
Result<Grant, Denial> decide(const Caller* caller, const Wish& wish, const World& world);

/// Does an id or slug of a request mean the thing with this id and slug?
bool names(std::string_view text, std::int64_t id, std::string_view slug) noexcept;

}  // namespace picket::domain::access
