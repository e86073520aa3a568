#include "roles/api/member_role.h"

#include <fmt/format.h>

namespace picket::api {

std::optional<domain::access::OrgRole> read_org_role(Fields& fields) {
  constexpr std::size_t kMost = 32;
  const std::string_view name = fields.has("orgRole") ? "orgRole" : "role";
  const auto word = fields.text(name, kMost);
  if (!word) return std::nullopt;
  const auto role = domain::access::parse_org_role(*word);
  if (!role) fields.refuse(name, fmt::format("\"{}\" is not a valid choice.", *word));
  return role;
}

}  // namespace picket::api
