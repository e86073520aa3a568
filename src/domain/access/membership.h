// What ties a user to an organization: a role there, and places in its teams.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "base/strong_id.h"
#include "domain/access/role.h"
#include "protocol/ids.h"

namespace picket::domain::access {

/// Of a membership or an invitation; what the API calls a member's id.
using MemberId = StrongId<struct MemberTag>;

struct TeamPlace {
  TeamId team;
  TeamRole role = TeamRole::contributor;  ///< The effective one.
};

struct Membership {
  MemberId member;
  OrgId org;
  OrgRole role = OrgRole::member;
  std::vector<TeamPlace> teams;

  std::optional<TeamRole> role_in(TeamId team) const noexcept {
    const auto found = std::find_if(teams.begin(), teams.end(),
                                    [&](const TeamPlace& place) { return place.team == team; });
    if (found == teams.end()) return std::nullopt;
    return found->role;
  }
};

}  // namespace picket::domain::access
