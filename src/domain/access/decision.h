// The one decision about access to an organization's data: who asks, for which organization, which
// projects, with which scope. Every API route goes through it before it reads anything else.
// Source: shared spec "access", sections 1.3, 1.9 and 2.9, and "api", sections 1.2 and 1.7.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/access/scope.h"
#include "domain/project/config.h"
#include "protocol/ids.h"

namespace picket::domain::access {

/// Somebody who proved who they are. A token opens exactly one organization.
struct Caller {
  OrgId org;
  std::string org_slug;
  ScopeSet scopes;
};

/// What a request names. Ids or slugs as in Sentry: digits alone are an id.
struct Wish {
  ScopeSet accepted;                               ///< Of the route; any one suffices.
  std::string_view org;                            ///< Of the path.
  std::optional<std::string_view> path_project{};  ///< Of the path: it must exist.
  std::span<const std::string> chosen_projects{};  ///< `project=` of the query; none or -1: all.
};

enum class Denial : std::uint8_t {
  unauthenticated,       ///< Nobody known.
  insufficient_scope,    ///< Says nothing about what exists.
  unknown_organization,  ///< Does not exist, or is another's: the answer is the same.
  unknown_project,       ///< Of the path, the same way.
  forbidden_project,     ///< A chosen one that is not the caller's to see, or does not exist.
};

/// What may be read. Never empty of meaning: every query names `projects`, and none means none.
struct Grant {
  OrgId org;
  std::vector<const ProjectConfig*> projects;  ///< By id; point into what decide() was given.

  const ProjectConfig* find(ProjectId project) const noexcept;
  std::vector<ProjectId> project_ids() const;
};

/// `caller` null: anonymous. `projects` are those of all organizations; only active ones of the
/// caller's own are ever granted. With open membership, the only kind so far, a member may read
/// every project of the organization.
Result<Grant, Denial> decide(const Caller* caller, const Wish& wish,
                             std::span<const ProjectConfig> projects);

}  // namespace picket::domain::access
