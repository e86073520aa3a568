// Compressed files that crash reporters upload: what comes out is within the limit, and more is
// allowed does not make it another thing.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "codec/file_compression.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace codec = picket::codec;
  constexpr std::size_t kLess = 1000;
  constexpr std::size_t kMore = 1 << 16;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto compression = codec::detect_file_compression(bytes);
  if (!compression) return 0;
  PICKET_ASSERT(!codec::file_suffix(*compression).empty());
  const auto less = codec::undo_file_compression(*compression, bytes, kLess);
  const auto more = codec::undo_file_compression(*compression, bytes, kMore);
  if (less) {
    PICKET_ASSERT(less->size() <= kLess);
    PICKET_ASSERT(more.has_value() && *more == *less);
  }
  if (more) {
    PICKET_ASSERT(more->size() <= kMore);
    PICKET_ASSERT(less.has_value() == (more->size() <= kLess));
    if (!less) PICKET_ASSERT(less.error() == codec::DecodeError::too_large);
  }
  return 0;
}
