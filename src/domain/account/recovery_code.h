// Recovery codes: what lets somebody in who lost the authenticator.
// Source: shared spec "access", section 2.6.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/account/secret_key.h"

namespace picket::domain::account {

inline constexpr std::size_t kRecoveryCodes = 10;
inline constexpr std::size_t kRecoveryCodeBytes = 10;
/// From random_bytes<kRecoveryCodes * kRecoveryCodeBytes>().
using RecoveryBits = std::array<std::byte, kRecoveryCodes * kRecoveryCodeBytes>;

/// "XXXX-XXXX-XXXX-XXXX" in Crockford's alphabet, 80 bits each. Shown once.
std::vector<std::string> make_recovery_codes(const RecoveryBits& bits);

/// What is kept of a code, and looked for when somebody types one: 64 lower-case hex digits of
/// HMAC-SHA256 of its 16 characters, with a pepper derived from the installation's key. Case,
/// dashes and spaces do not matter, O reads as 0, I and L as 1. nullopt for what is no code.
std::optional<std::string> hash_recovery_code(const SecretKey& installation,
                                              std::string_view typed);

}  // namespace picket::domain::account
