// CRC-32 (the polynomial of zlib and PNG), about 20 bytes a nanosecond: what every file of our own
// is checked with.
#pragma once

#include <cstdint>
#include <string_view>

namespace picket::segment {

/// Of `bytes`, continuing from the CRC of what stands before them.
std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0) noexcept;

}  // namespace picket::segment
