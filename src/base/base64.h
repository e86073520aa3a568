// Base64, standard alphabet. Source: RFC 4648, section 4.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace picket {

/// With padding, on one line.
std::string base64_encode(std::span<const std::byte> bytes);

/// White space is skipped and padding may be missing, as in what SDKs send; nullopt for any other
/// character, for padding that is not at the end and for a lone last character.
std::optional<std::string> base64_decode(std::string_view text);

}  // namespace picket
