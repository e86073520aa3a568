// Passwords of imported users: "pbkdf2_sha256$ITERATIONS$SALT$HASH", as Django keeps them. Only
// checked, never made: whoever signs in gets an Argon2id hash.
// Sources: RFC 8018; the encoding is that of django.contrib.auth.hashers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace picket::domain::account {

struct Pbkdf2Hash {
  std::uint32_t iterations;
  std::string salt;
  std::string hash;  ///< 32 bytes.
};

/// Twice what Django 6 takes; about 1 s. More would let an imported hash block a thread.
inline constexpr std::uint32_t kMostPbkdf2Iterations = 2'400'000;

/// nullopt for anything else, and for more iterations than that.
std::optional<Pbkdf2Hash> parse_pbkdf2(std::string_view encoded);

/// Takes about 0.4 s for a million iterations, whatever the password.
bool matches(std::string_view password, const Pbkdf2Hash& known);

}  // namespace picket::domain::account
