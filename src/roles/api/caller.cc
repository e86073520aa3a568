#include "roles/api/caller.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "domain/account/token.h"

namespace picket::api {
namespace {

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

}  // namespace

Answer<std::optional<domain::access::Caller>> read_caller(const net::Request& request,
                                                          ports::MetaTx& meta) {
  std::optional<domain::access::Caller> caller;
  if (!request.headers.has("Authorization")) return caller;
  const auto token = bearer_token(ascii::trim(request.headers.get("Authorization")));
  if (!token) return unexpected(token.error());
  const auto known = meta.accounts().find_token(domain::account::hash_token(*token));
  if (!known) return unexpected(failed(known.error()));
  if (!*known) return unexpected(unauthenticated("Invalid token"));

  const ports::ApiToken& found = **known;
  const auto orgs = meta.accounts().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  const auto org = std::find_if(orgs->begin(), orgs->end(), [&](const ports::Organization& one) {
    return one.id == found.org;
  });
  if (org == orgs->end()) return unexpected(unauthenticated("Invalid token"));
  caller.emplace(
      domain::access::Caller{found.org, org->slug, domain::access::ScopeSet::parse(found.scopes)});
  return caller;
}

}  // namespace picket::api
