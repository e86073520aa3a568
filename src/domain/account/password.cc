#include "domain/account/password.h"

#include "base/assert.h"
#include "domain/account/pbkdf2.h"

namespace picket::domain::account {

Result<std::string, NoMemory> hash_password(std::string_view password, const PasswordSalt& salt,
                                            PasswordCost cost) {
  PICKET_ASSERT(password.size() <= kMaxPasswordBytes);
  return argon2id(password, salt, cost);
}

Result<bool, NoMemory> verify_password(std::string_view password, std::string_view kept,
                                       PasswordCost cost) {
  // Says nothing about the account, as it is so for all of them.
  if (password.size() > kMaxPasswordBytes) return false;
  if (const auto known = parse_argon2id(kept)) return matches(password, *known);
  if (const auto known = parse_pbkdf2(kept)) return matches(password, *known);
  const auto wasted = verify_nobody(password, cost);
  if (!wasted) return unexpected(wasted.error());
  return false;
}

Result<void, NoMemory> verify_nobody(std::string_view password, PasswordCost cost) {
  if (password.size() > kMaxPasswordBytes) return {};
  const auto wasted = argon2id(password, PasswordSalt{}, cost);
  if (!wasted) return unexpected(wasted.error());
  return {};
}

bool needs_rehash(std::string_view kept, PasswordCost cost) {
  const auto known = parse_argon2id(kept);
  return !known || known->cost.memory_kib < cost.memory_kib || known->cost.passes < cost.passes ||
         known->cost.lanes < cost.lanes;
}

}  // namespace picket::domain::account
