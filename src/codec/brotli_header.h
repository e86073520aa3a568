// The start of a br stream: how much one step of its decoder may do.
// Source: RFC 7932, sections 9.1 and 9.2.
#pragma once

#include <cstddef>
#include <string_view>

namespace picket::codec {

/// Bytes that libbrotlidec may decode before it hands out the first of them, however few are asked
/// for: as many as its window holds (16 MiB, 130 ms, from 12 bytes of a bomb), or the whole stream
/// where its start says that there is no more. 0: nothing, as this is no stream. Where `start` is
/// too short to tell, the most that it may become.
std::size_t brotli_step_bytes(std::string_view start) noexcept;

}  // namespace picket::codec
