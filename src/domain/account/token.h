// Tokens and one-time secrets: how they are made, told apart and kept. All have 256 random bits, so
// that a fast hash without salt is enough to keep them by.
// Source: shared spec "access", section 2.9, and "api", section 1.2; the shapes are Sentry's, so
// that its clients and secret scanners know them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace picket::domain::account {

/// From random_bytes<32>().
using RandomBits256 = std::array<std::byte, 32>;

/// Longer than any token of any kind; no work is done for what cannot be one.
inline constexpr std::size_t kMaxTokenBytes = 2048;

enum class TokenKind : std::uint8_t {
  user,          ///< "sntryu_" and 64 hex digits.
  organization,  ///< "sntrys_", claims, '_', 43 characters: see OrgTokenClaims.
  unmarked,      ///< 64 hex digits: user tokens that Sentry made before it had prefixes.
};

/// By structure alone: whether it opens anything is known to the store of hashes. nullopt for what
/// we never made or imported.
std::optional<TokenKind> recognize_token(std::string_view token) noexcept;

std::string make_user_token(const RandomBits256& bits);

/// What an organization token says of itself. For its holder only (sentry-cli takes its server and
/// organization from it): never believed when it comes back.
struct OrgTokenClaims {
  Timestamp issued;
  std::string url;         ///< Where browsers and API clients reach us, without '/' at the end.
  std::string region_url;  ///< The same: there are no regions.
  std::string org;         ///< Its slug.

  friend bool operator==(const OrgTokenClaims&, const OrgTokenClaims&) = default;
};

/// Standard base64 with padding for the claims, so that the only underscores are the separators.
std::string make_org_token(const OrgTokenClaims& claims, const RandomBits256& bits);
/// nullopt unless the whole token is of that form, with a time, a URL and an organization.
std::optional<OrgTokenClaims> parse_org_token(std::string_view token);

/// What is kept of a token: 64 lower-case hex digits, of the whole of it.
std::string hash_token(std::string_view token);
/// What is shown of it later.
std::string last_characters(std::string_view token);

/// Session ids, CSRF tokens, links of invitations and password resets: 64 lower-case hex digits.
/// Kept by hash_token, except the CSRF token, which is compared by same_secret.
std::string make_secret(const RandomBits256& bits);
/// Could make_secret have made it?
bool is_secret(std::string_view text) noexcept;

}  // namespace picket::domain::account
