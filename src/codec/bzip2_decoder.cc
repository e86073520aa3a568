#include <algorithm>
#include <limits>

#include <bzlib.h>

#include "codec/decoder.h"
#include "codec/file_compression.h"

namespace picket::codec::detail {
namespace {

/// Frees what the decoder holds, however the function ends.
struct Stream {
  bz_stream bzip2{};
  bool open = false;
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (open) BZ2_bzDecompressEnd(&bzip2);
  }
};

}  // namespace

Result<std::string, DecodeError> decode_bzip2(std::string_view bytes, std::size_t max_bytes) {
  if (bytes.size() > std::numeric_limits<unsigned>::max()) {
    return unexpected(DecodeError::too_large);
  }
  Stream stream;
  bz_stream& bzip2 = stream.bzip2;
  stream.open = BZ2_bzDecompressInit(&bzip2, 0, 0) == BZ_OK;
  if (!stream.open) return unexpected(DecodeError::corrupt);
  bzip2.next_in = const_cast<char*>(bytes.data());  // It is not written to.
  bzip2.avail_in = static_cast<unsigned>(bytes.size());
  std::string out;
  while (true) {
    const std::size_t before = out.size();
    // One byte more than allowed tells a result that is too large.
    const std::size_t step = std::min(kOutputStep * 4, max_bytes + 1 - before);
    if (step == 0) return unexpected(DecodeError::too_large);
    out.resize(before + step);
    bzip2.next_out = out.data() + before;
    bzip2.avail_out = static_cast<unsigned>(step);
    const int result = BZ2_bzDecompress(&bzip2);
    out.resize(before + step - bzip2.avail_out);
    if (out.size() > max_bytes) return unexpected(DecodeError::too_large);
    if (result == BZ_STREAM_END) break;
    const bool starved = bzip2.avail_in == 0 && out.size() == before;
    if (result != BZ_OK || starved) return unexpected(DecodeError::corrupt);
  }
  if (bzip2.avail_in > 0) return unexpected(DecodeError::corrupt);
  return out;
}

}  // namespace picket::codec::detail
