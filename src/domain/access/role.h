// Roles in an organization and in a team, and the scopes that each brings.
// Source: shared spec "access", sections 1.1 and 1.2.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "domain/access/scope.h"

namespace picket::domain::access {

/// In the order of rank.
enum class OrgRole : std::uint8_t {
  member,
  admin,  ///< Retired: it can be kept, not given.
  manager,
  owner,
};
enum class TeamRole : std::uint8_t { contributor, admin };

inline constexpr std::array<OrgRole, 4> kOrgRoles = {OrgRole::member, OrgRole::admin,
                                                     OrgRole::manager, OrgRole::owner};
inline constexpr std::array<TeamRole, 2> kTeamRoles = {TeamRole::contributor, TeamRole::admin};

/// "member"
std::string_view to_string(OrgRole role) noexcept;
std::string_view to_string(TeamRole role) noexcept;
/// Exactly as written.
std::optional<OrgRole> parse_org_role(std::string_view text) noexcept;
std::optional<TeamRole> parse_team_role(std::string_view text) noexcept;

/// Settings of an organization that take scopes from its plain members.
struct RoleOptions {
  bool events_member_admin = true;  ///< Members delete issues and events.
  bool alerts_member_write = true;  ///< Members change alert rules.
};

ScopeSet scopes_of(OrgRole role, RoleOptions options) noexcept;
ScopeSet scopes_of(TeamRole role) noexcept;

/// Sees every project and may join every team, whatever the membership is.
bool is_global(OrgRole role) noexcept;
bool is_retired(OrgRole role) noexcept;
/// What somebody with that role is at least in each team.
TeamRole minimum_team_role(OrgRole role) noexcept;
TeamRole effective_team_role(OrgRole role, std::optional<TeamRole> in_team) noexcept;

}  // namespace picket::domain::access
