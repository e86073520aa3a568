// One-shot zstd frames, always with an output limit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::codec {

enum class DecodeError : std::uint8_t { corrupt, too_large };

/// Level of stored events: measured in docs/benchmarks.md.
inline constexpr int kStoredLevel = 1;

/// Appends one frame, with its content size, to `out`. Reuses a context of the calling thread.
void zstd_compress(std::string_view raw, std::string& out, int level = kStoredLevel);

/// `too_large` as soon as more than `max_bytes` would come out.
Result<std::string, DecodeError> zstd_decompress(std::string_view frame, std::size_t max_bytes);

}  // namespace picket::codec
