#include "roles/api/caller.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/ascii.h"
#include "domain/account/token.h"
#include "ports/organizations.h"
#include "roles/api/session.h"

namespace picket::api {
namespace {

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

/// Whoever is not active has no credentials.
Answer<void> add_user(UserId user, ports::MetaTx& meta, Identity& identity) {
  auto known = meta.users().get_user(user);
  if (!known) return unexpected(failed(known.error()));
  if (!*known || !(*known)->active) return unexpected(unauthenticated("User inactive or deleted"));
  auto memberships = read_memberships(user, meta);
  if (!memberships) return unexpected(memberships.error());
  identity.user = *std::move(known);
  identity.caller.user = user;
  identity.caller.memberships = *std::move(memberships);
  return {};
}

Answer<Identity> of_token(std::string_view text, ports::MetaTx& meta, Timestamp now) {
  auto known = meta.users().tokens().find(domain::account::hash_token(text));
  if (!known) return unexpected(failed(known.error()));
  if (!*known) return unexpected(unauthenticated("Invalid token"));
  Identity identity;
  identity.token = *std::move(known);
  const ports::ApiToken& token = *identity.token;
  if (token.expires && *token.expires <= now) return unexpected(unauthenticated("Token expired"));
  identity.caller.token_scopes = ScopeSet::parse(token.scopes);
  if (!token.user) {
    identity.caller.token_org = token.org;
    return identity;
  }
  if (auto added = add_user(token.user, meta, identity); !added) return unexpected(added.error());
  return identity;
}

/// Written to the minute: reading the API must not write to the database each time.
constexpr std::chrono::minutes kUseInterval{1};

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

Answer<std::optional<Identity>> read_caller(const net::Request& request, ports::MetaTx& meta,
                                            Timestamp now) {
  if (request.headers.has("Authorization")) {
    const auto token = bearer_token(ascii::trim(request.headers.get("Authorization")));
    if (!token) return unexpected(token.error());
    auto identity = of_token(*token, meta, now);
    if (!identity) return unexpected(identity.error());
    return std::optional<Identity>(*std::move(identity));
  }
  auto session = find_session(request, meta, now);
  if (!session) return unexpected(session.error());
  if (!*session) return std::optional<Identity>();
  Identity identity;
  if (auto added = add_user((*session)->user, meta, identity); !added)
    return unexpected(added.error());
  identity.session = *std::move(session);
  return std::optional<Identity>(std::move(identity));
}

bool is_use_due(const Identity& identity, Timestamp now) {
  if (identity.is_operator) return false;
  if (identity.session) return identity.session->last_seen + kUseInterval <= now;
  const auto& used = identity.token->last_used;
  return !used || *used + kUseInterval <= now;
}

Result<void> note_use(const Identity& identity, ports::MetaTx& meta, Timestamp now) {
  auto& users = meta.users();
  const auto noted = identity.session ? users.sessions().set_last_seen(identity.session->id, now)
                                      : users.tokens().set_last_used(identity.token->id, now);
  if (!noted || !identity.user) return noted;
  return users.set_last_active(identity.user->id, now);
}

}  // namespace picket::api
