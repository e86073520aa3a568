// Argon2id in its encoded form, "$argon2id$v=19$m=65536,t=3,p=1$SALT$HASH".
// Sources: RFC 9106; the encoding is that of the reference implementation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::domain::account {

/// What one hash takes of the machine.
struct PasswordCost {
  std::uint32_t memory_kib;
  std::uint32_t passes;
  std::uint32_t lanes;

  friend bool operator==(const PasswordCost&, const PasswordCost&) = default;
};

/// From random_bytes<16>().
using PasswordSalt = std::array<std::byte, 16>;

/// No memory for the hash: try again when fewer people sign in.
struct NoMemory {};

/// An encoded hash, taken apart.
struct Argon2idHash {
  PasswordCost cost;
  std::string salt;
  std::string hash;
};

/// nullopt for what is not Argon2id of version 1.3, or costs more than kMostPasswordCost: a hash
/// that was imported must not decide how much memory a sign-in takes.
std::optional<Argon2idHash> parse_argon2id(std::string_view encoded);
inline constexpr PasswordCost kMostPasswordCost{256 * 1024, 10, 4};

/// `cost` within what RFC 9106 allows, else it aborts.
Result<std::string, NoMemory> argon2id(std::string_view password, const PasswordSalt& salt,
                                       PasswordCost cost);

/// Takes as long as making `known` did, whatever the password.
Result<bool, NoMemory> matches(std::string_view password, const Argon2idHash& known);

}  // namespace picket::domain::account
