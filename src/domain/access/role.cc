#include "domain/access/role.h"

#include <algorithm>

namespace picket::domain::access {
namespace {

using enum Scope;

constexpr ScopeSet kMember{event_read,   event_write,   event_admin,      alerts_read,
                           alerts_write, project_read,  project_releases, team_read,
                           member_read,  member_invite, org_read};
constexpr ScopeSet kAdminAdds{project_write, project_admin, team_write, team_admin,
                              org_integrations};
constexpr ScopeSet kManagerAdds{member_write, member_admin, org_write};
constexpr ScopeSet kOwnerAdds{org_admin};

// The rest of what a contributor may is the organization's to give: see RoleOptions.
constexpr ScopeSet kContributor{event_read,  event_write, project_releases, project_read,
                                member_read, team_read,   alerts_read,      org_read};
constexpr ScopeSet kTeamAdmin{event_read,       event_write,  event_admin,   org_read,
                              member_read,      project_read, project_write, project_admin,
                              project_releases, team_read,    team_write,    team_admin,
                              org_integrations, alerts_read,  alerts_write};

}  // namespace

std::string_view to_string(OrgRole role) noexcept {
  switch (role) {
    case OrgRole::member:
      return "member";
    case OrgRole::admin:
      return "admin";
    case OrgRole::manager:
      return "manager";
    case OrgRole::owner:
      return "owner";
  }
  return {};
}

std::string_view to_string(TeamRole role) noexcept {
  return role == TeamRole::admin ? "admin" : "contributor";
}

std::optional<OrgRole> parse_org_role(std::string_view text) noexcept {
  const auto* const found = std::find_if(kOrgRoles.begin(), kOrgRoles.end(),
                                         [&](OrgRole role) { return to_string(role) == text; });
  if (found == kOrgRoles.end()) return std::nullopt;
  return *found;
}

std::optional<TeamRole> parse_team_role(std::string_view text) noexcept {
  const auto* const found = std::find_if(kTeamRoles.begin(), kTeamRoles.end(),
                                         [&](TeamRole role) { return to_string(role) == text; });
  if (found == kTeamRoles.end()) return std::nullopt;
  return *found;
}

ScopeSet scopes_of(OrgRole role, RoleOptions options) noexcept {
  ScopeSet scopes = kMember;
  if (role == OrgRole::member) {
    if (!options.events_member_admin) scopes.remove(event_admin);
    if (!options.alerts_member_write) scopes.remove(alerts_write);
  }
  if (role >= OrgRole::admin) scopes.insert(kAdminAdds);
  if (role >= OrgRole::manager) scopes.insert(kManagerAdds);
  if (role >= OrgRole::owner) scopes.insert(kOwnerAdds);
  return scopes;
}

ScopeSet scopes_of(TeamRole role) noexcept {
  return role == TeamRole::admin ? kTeamAdmin : kContributor;
}

bool is_global(OrgRole role) noexcept {
  return role >= OrgRole::manager;
}

bool is_retired(OrgRole role) noexcept {
  return role == OrgRole::admin;
}

TeamRole minimum_team_role(OrgRole role) noexcept {
  return role == OrgRole::member ? TeamRole::contributor : TeamRole::admin;
}

TeamRole effective_team_role(OrgRole role, std::optional<TeamRole> in_team) noexcept {
  return std::max(minimum_team_role(role), in_team.value_or(TeamRole::contributor));
}

}  // namespace picket::domain::access
