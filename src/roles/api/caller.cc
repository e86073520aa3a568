#include "roles/api/caller.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "domain/account/token.h"
#include "ports/organizations.h"
#include "ports/users.h"

namespace picket::api {
namespace {

using domain::access::Caller;
using domain::access::MemberId;
using domain::access::Membership;
using domain::access::ScopeSet;

Answer<std::string_view> bearer_token(std::string_view header) {
  const ascii::Split parts = ascii::split_once(header, ' ');
  if (!ascii::iequals(parts.head, "bearer"))
    return unexpected(unauthenticated("Authentication credentials were not provided."));
  if (parts.tail.empty())
    return unexpected(unauthenticated("Invalid token header. No credentials provided."));
  if (parts.tail.find(' ') != std::string_view::npos) {
    return unexpected(
        unauthenticated("Invalid token header. Token string should not contain spaces."));
  }
  if (parts.tail.size() > domain::account::kMaxTokenBytes)
    return unexpected(unauthenticated("Invalid token"));
  return parts.tail;
}

Answer<Caller> of_token(std::string_view token, ports::MetaTx& meta) {
  const auto known = meta.users().tokens().find(domain::account::hash_token(token));
  if (!known) return unexpected(failed(known.error()));
  if (!*known) return unexpected(unauthenticated("Invalid token"));
  const ports::ApiToken& found = **known;
  Caller caller;
  caller.user = found.user;
  caller.token_scopes = ScopeSet::parse(found.scopes);
  if (!found.user) {
    caller.token_org = found.org;
    return caller;
  }
  auto memberships = read_memberships(found.user, meta);
  if (!memberships) return unexpected(memberships.error());
  caller.memberships = *std::move(memberships);
  return caller;
}

}  // namespace

Answer<std::vector<Membership>> read_memberships(UserId user, ports::MetaTx& meta) {
  const auto members = meta.organizations().memberships(user);
  if (!members) return unexpected(failed(members.error()));
  std::vector<MemberId> ids;
  for (const ports::Member& member : *members) ids.push_back(member.id);
  const auto places = meta.organizations().teams_of(ids);
  if (!places) return unexpected(failed(places.error()));

  std::vector<Membership> memberships;
  for (const ports::Member& member : *members) {
    Membership membership{member.id, member.org, member.role, {}};
    for (const ports::TeamMember& place : *places) {
      if (place.member != member.id) continue;
      membership.teams.push_back(
          {place.team, domain::access::effective_team_role(member.role, place.role)});
    }
    memberships.push_back(std::move(membership));
  }
  return memberships;
}

Answer<std::optional<Caller>> read_caller(const net::Request& request, ports::MetaTx& meta) {
  if (!request.headers.has("Authorization")) return std::optional<Caller>();
  const auto token = bearer_token(ascii::trim(request.headers.get("Authorization")));
  if (!token) return unexpected(token.error());
  auto caller = of_token(*token, meta);
  if (!caller) return unexpected(caller.error());
  return std::optional<Caller>(*std::move(caller));
}

}  // namespace picket::api
