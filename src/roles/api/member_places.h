// Which teams a request puts a member in, and as what. Source: shared spec "api", section 5.2, and
// "access", sections 1.4 to 1.6.
#pragma once

#include <optional>
#include <vector>

#include <boost/json.hpp>

#include "ports/organizations.h"
#include "roles/api/body.h"
#include "roles/api/call.h"

namespace picket::api {

/// Teams of one member; more are a mistake.
inline constexpr std::size_t kMaxTeamsOfMember = 500;

/// `teamRoles`, else the older `teams`: all places from then on. Nullopt when neither is sent;
/// places without their member. What is wrong is in `fields`.
std::optional<std::vector<ports::TeamMember>> read_places(Fields& fields,
                                                          const boost::json::object& body,
                                                          std::span<const ports::Team> teams);

/// A role in a team as it is kept: nullopt where the role in the organization brings as much.
std::optional<domain::access::TeamRole> kept_role(domain::access::OrgRole role,
                                                  std::optional<domain::access::TeamRole> wanted);

/// May the caller put somebody into that team, or give roles in it?
bool may_add_to_team(const Call& call, bool open_membership, TeamId team) noexcept;
bool may_administer_team(const Call& call, TeamId team) noexcept;

/// 403 unless the caller may do all that leads from `before` to `after`.
Answer<void> check_places(const Call& call, bool open_membership,
                          std::span<const ports::TeamMember> before,
                          std::span<const ports::TeamMember> after);
/// Writes it.
Answer<void> store_places(const Call& call, const ports::Member& member,
                          std::span<const ports::TeamMember> before,
                          std::span<const ports::TeamMember> after);

/// ["web:admin", "api"], for the audit log.
boost::json::array places_text(std::span<const ports::TeamMember> places,
                               std::span<const ports::Team> teams);

}  // namespace picket::api
