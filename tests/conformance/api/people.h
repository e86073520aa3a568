// Who is in the world of the conformance tests, besides the organization's own token.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/api/world.h"
#include "domain/access/scope.h"

namespace picket::conformance {

/// In acme: Ada owns it, Mia manages it, Bo is a member, Cy was invited. Ada and Bo are in team
/// backend, which has the project shop-api; team core has nothing. In globex: Sam owns it.
struct People {
  OrgId acme;
  OrgId globex;
  UserId ada;
  UserId mia;
  UserId bo;
  UserId sam;
  std::string ada_member;  ///< Ids of memberships.
  std::string mia_member;
  std::string bo_member;
  std::string cy_member;
  std::string key;  ///< The public half of the one key of shop-api.
};

People settle(ApiWorld& world);

/// A new token of that user, with these scopes.
std::string token_of(ApiWorld& world, UserId user, domain::access::ScopeSet scopes);
domain::access::ScopeSet every_scope();
/// Of an event of that project which could not be processed, and could now: the id.
std::string dead_letter_of(ApiWorld& world, OrgId org, ProjectId project);
/// Header lines of a browser in which that user signed in just now.
std::string session_of(ApiWorld& world, UserId user);

}  // namespace picket::conformance
