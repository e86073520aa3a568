#include "roles/api/operator.h"

#include <algorithm>
#include <utility>

#include "ports/organizations.h"
#include "ports/users.h"

namespace picket::api {

Answer<Identity> operator_identity(const Operator& caller, ports::MetaTx& meta) {
  Identity identity;
  identity.is_operator = true;
  identity.caller.user = caller.for_user;
  if (caller.for_user) {
    auto user = meta.users().get_user(caller.for_user);
    if (!user) return unexpected(failed(user.error()));
    if (!*user) return unexpected(not_found("There is no such user."));
    identity.user = *std::move(user);
  }
  const auto orgs = meta.organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  for (const ports::Organization& org : *orgs)
    identity.caller.memberships.push_back({{}, org.id, domain::access::OrgRole::owner, {}});
  return identity;
}

const ApiRoute* find_route(std::string_view name) {
  const auto named = [&](const ApiRoute& route) { return route.name == name; };
  const auto own = operator_routes();
  if (const auto found = std::find_if(own.begin(), own.end(), named); found != own.end())
    return &*found;
  const auto& all = api_routes();
  const auto found = std::find_if(all.begin(), all.end(), named);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace picket::api
