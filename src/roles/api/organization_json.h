// Organizations and the roles in them, as the API writes them. Source: shared spec "api", sections
// 1.9, 3 and 5.3.
#pragma once

#include <boost/json.hpp>

#include "domain/access/decision.h"
#include "ports/organizations.h"
#include "roles/api/call.h"

namespace picket::api {

/// Sorted, as Sentry writes them.
boost::json::array scopes_json(domain::access::ScopeSet scopes);
/// Nobody uploads pictures.
boost::json::object letter_avatar();

boost::json::object organization_summary(const Call& call, const ports::Organization& org);

/// Roles in the organization; `allowed`: which of them `membership` may give to others.
boost::json::array org_roles_json(const ports::Organization& org,
                                  const domain::access::Membership* membership,
                                  domain::access::ScopeSet scopes);
boost::json::array team_roles_json(const ports::Organization& org);

/// What people call a role: "Owner".
std::string_view role_title(domain::access::OrgRole role) noexcept;

/// Of the one organization of the request's path.
Answer<ports::Organization> read_organization(const Call& call);

/// May somebody with these rights give that role to others, or take it? Retired ones may be kept,
/// and taken, not given.
bool may_assign(const domain::access::Membership* membership, domain::access::ScopeSet scopes,
                domain::access::OrgRole role) noexcept;

}  // namespace picket::api
