// Bytes as hex digits.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace picket {

/// Two lower-case digits a byte.
std::string to_hex(std::span<const std::byte> bytes);

/// Fills `bytes`; false unless `hex` is exactly as many digits, of any case.
bool from_hex(std::string_view hex, std::span<std::byte> bytes) noexcept;

}  // namespace picket
