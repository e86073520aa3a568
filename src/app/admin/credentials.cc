#include "app/admin/credentials.h"

#include <array>

#include "base/random.h"

namespace picket::app {
namespace {

constexpr std::array<std::string_view, 20> kOwnerScopes = {
    "alerts:read",      "alerts:write",  "event:admin", "event:read",    "event:write",
    "member:admin",     "member:invite", "member:read", "member:write",  "org:admin",
    "org:integrations", "org:read",      "org:write",   "project:admin", "project:read",
    "project:releases", "project:write", "team:admin",  "team:read",     "team:write"};

}  // namespace

std::string make_password() {
  return random_hex(12);
}

std::span<const std::string_view> owner_scopes() {
  return kOwnerScopes;
}

}  // namespace picket::app
