#include <algorithm>

#include <lzma.h>

#include "codec/decoder.h"
#include "codec/file_compression.h"

namespace picket::codec::detail {
namespace {

/// Frees what the decoder holds, however the function ends.
struct Stream {
  lzma_stream lzma = LZMA_STREAM_INIT;
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { lzma_end(&lzma); }
};

}  // namespace

Result<std::string, DecodeError> decode_xz(std::string_view bytes, std::size_t max_bytes) {
  Stream stream;
  lzma_stream& lzma = stream.lzma;
  if (lzma_stream_decoder(&lzma, kMaxXzMemoryBytes, 0) != LZMA_OK) {
    return unexpected(DecodeError::corrupt);
  }
  lzma.next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  lzma.avail_in = bytes.size();
  std::string out;
  while (true) {
    const std::size_t before = out.size();
    // One byte more than allowed tells a result that is too large.
    const std::size_t step = std::min(kOutputStep * 4, max_bytes + 1 - before);
    if (step == 0) return unexpected(DecodeError::too_large);
    out.resize(before + step);
    lzma.next_out = reinterpret_cast<std::uint8_t*>(out.data() + before);
    lzma.avail_out = step;
    const lzma_ret result = lzma_code(&lzma, LZMA_FINISH);
    out.resize(before + step - lzma.avail_out);
    if (out.size() > max_bytes) return unexpected(DecodeError::too_large);
    if (result == LZMA_STREAM_END) break;
    if (result != LZMA_OK) return unexpected(DecodeError::corrupt);
  }
  if (lzma.avail_in > 0) return unexpected(DecodeError::corrupt);
  return out;
}

}  // namespace picket::codec::detail
