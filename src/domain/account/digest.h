// Keyed digests and a comparison that tells nothing by its time. Source: RFC 2104, FIPS 180-4.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace picket::domain::account {

using Digest256 = std::array<std::byte, 32>;

/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view text);

Digest256 hmac_sha256(std::span<const std::byte> key, std::string_view message);

/// The time depends on the sizes alone.
bool same_secret(std::string_view a, std::string_view b) noexcept;

}  // namespace picket::domain::account
