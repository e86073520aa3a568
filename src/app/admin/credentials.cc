#include "app/admin/credentials.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include <argon2.h>

#include "base/random.h"

namespace picket::app {
namespace {

constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kMemoryKib = 19 * 1024;
constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;

constexpr std::array<std::string_view, 20> kOwnerScopes = {
    "alerts:read",      "alerts:write",  "event:admin", "event:read",    "event:write",
    "member:admin",     "member:invite", "member:read", "member:write",  "org:admin",
    "org:integrations", "org:read",      "org:write",   "project:admin", "project:read",
    "project:releases", "project:write", "team:admin",  "team:read",     "team:write"};

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  std::array<std::byte, kSaltBytes> salt;
  fill_random(salt);
  std::string encoded(
      argon2_encodedlen(kPasses, kMemoryKib, kLanes, kSaltBytes, kHashBytes, Argon2_id), '\0');
  const int done =
      argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(),
                            salt.data(), salt.size(), kHashBytes, encoded.data(), encoded.size());
  if (done != ARGON2_OK)
    return unexpected(Error{ErrorKind::unavailable, "password_hash", argon2_error_message(done)});
  encoded.resize(encoded.find('\0'));
  return encoded;
}

std::string make_password() {
  return random_hex(12);
}

std::span<const std::string_view> owner_scopes() {
  return kOwnerScopes;
}

}  // namespace picket::app
