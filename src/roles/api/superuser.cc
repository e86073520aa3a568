#include "roles/api/superuser.h"

#include <algorithm>

#include "ports/organizations.h"

namespace picket::api {

Answer<bool> is_superuser(std::span<const domain::access::Membership> memberships,
                          ports::MetaTx& meta) {
  const auto orgs = meta.organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  const auto first = std::ranges::min_element(*orgs, {}, &ports::Organization::id);
  if (first == orgs->end()) return false;
  return std::ranges::any_of(memberships, [&](const domain::access::Membership& one) {
    return one.org == first->id && one.role == domain::access::OrgRole::owner;
  });
}

}  // namespace picket::api
