// UTF-16 as it lies in files of other programs.
// Source: RFC 2781.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace picket {

enum class ByteOrder : std::uint8_t { little, big };

/// As valid UTF-8. A surrogate alone becomes U+FFFD; an odd last byte is left out.
std::string utf16_to_utf8(std::string_view bytes, ByteOrder order);

}  // namespace picket
