// Base32. Source: RFC 4648, section 6 (what authenticators take); Crockford's alphabet for people
// who read and type: no I, L, O or U.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace picket::domain::account {

inline constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
inline constexpr std::string_view kCrockford32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Without padding. `alphabet` has 32 characters.
std::string base32_encode(std::span<const std::byte> bytes, std::string_view alphabet = kBase32);

/// kBase32 in any case; spaces and dashes are skipped, as authenticators show groups, and padding
/// may be missing. nullopt for any other character, and for what no bytes encode to.
std::optional<std::string> base32_decode(std::string_view text);

}  // namespace picket::domain::account
