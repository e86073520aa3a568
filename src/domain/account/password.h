// Passwords: what is kept of them and how they are checked.
// Source: shared spec "access", section 2.2; OWASP Password Storage Cheat Sheet.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/account/argon2id.h"

namespace picket::domain::account {

/// 64 MiB and about 0.15 s. Whoever calls bounds how many run at once.
inline constexpr PasswordCost kPasswordCost{64 * 1024, 3, 1};
/// OWASP's minimum, about 20 ms: no configuration goes below.
inline constexpr PasswordCost kLeastPasswordCost{19 * 1024, 2, 1};

/// A longer one is refused before it is hashed, and matches nothing.
inline constexpr std::size_t kMaxPasswordBytes = 1024;

/// What is kept: encoded Argon2id. `password` has at most kMaxPasswordBytes, else it aborts.
Result<std::string, NoMemory> hash_password(std::string_view password, const PasswordSalt& salt,
                                            PasswordCost cost);

/// `kept` is Argon2id, or of an imported user Django's PBKDF2. Where nothing usable is kept (an
/// account without a password), it takes as long as verify_nobody().
Result<bool, NoMemory> verify_password(std::string_view password, std::string_view kept,
                                       PasswordCost cost);

/// For a name that nobody has: takes as long as a wrong password of somebody whose hash has `cost`,
/// so that the time does not tell which names exist. (An imported user who has not signed in yet
/// takes the time of PBKDF2.)
Result<void, NoMemory> verify_nobody(std::string_view password, PasswordCost cost);

/// After a password matched: should it be hashed anew? True for anything cheaper than `cost` in any
/// respect, and for imported hashes.
bool needs_rehash(std::string_view kept, PasswordCost cost);

}  // namespace picket::domain::account
