// Content codings: the first byte chooses one, the second how the rest is cut into pieces. Output
// stays within its limit and does not depend on the pieces.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "codec/brotli_header.h"
#include "codec/decoder.h"
#include "codec/gunzip.h"
#include "codec/zstd.h"

namespace {

namespace codec = picket::codec;

constexpr std::size_t kMaxBytes = 64 * 1024;

struct Decoded {
  enum class End : std::uint8_t { finished, truncated, corrupt, too_large };
  End end;
  std::string text;
};

/// The body in pieces of `piece` bytes, its output in steps of `step`.
Decoded in_pieces(codec::ContentCoding coding, std::string_view body, std::size_t piece,
                  std::size_t step) {
  using Step = codec::StreamDecoder::Step;
  const auto decoder = codec::make_stream_decoder(coding);
  Decoded decoded{Decoded::End::truncated, {}};
  Step last = Step::need_input;
  while (!body.empty()) {
    std::string_view input = body.substr(0, piece);
    body.remove_prefix(input.size());
    do {
      const std::size_t before = decoded.text.size();
      const auto result = decoder->decode(input, decoded.text, step);
      if (!result) return {Decoded::End::corrupt, {}};
      last = *result;
      PICKET_ASSERT(decoded.text.size() - before <= step);
      if (decoded.text.size() > kMaxBytes) return {Decoded::End::too_large, {}};
    } while (last == Step::output_full);
    PICKET_ASSERT(input.empty());
  }
  if (last == Step::finished) decoded.end = Decoded::End::finished;
  return decoded;
}

void check_stream(codec::ContentCoding coding, std::string_view body, std::size_t piece) {
  const auto whole = codec::decode_all(coding, body, kMaxBytes);
  const Decoded pieces = in_pieces(coding, body, piece, 1 + piece * 7);
  const bool finished = pieces.end == Decoded::End::finished;
  // Of a zstd frame whose last block is empty, zstd compares the size that it claims only when the
  // whole frame is there at once.
  PICKET_ASSERT(whole.has_value() == finished ||
                (coding == codec::ContentCoding::zstd && finished));
  if (whole) {
    PICKET_ASSERT(whole->size() <= kMaxBytes);
    PICKET_ASSERT(*whole == pieces.text);
  }
}

/// No step is larger than the largest window, nor smaller than what came out within the least.
void check_brotli_step(std::string_view body) {
  constexpr std::size_t kLeastWindow = 1 << 10;
  const std::size_t step = codec::brotli_step_bytes(body);
  PICKET_ASSERT(step <= std::size_t{1} << 24);
  const auto decoded = codec::decode_all(codec::ContentCoding::br, body, kMaxBytes);
  PICKET_ASSERT(!decoded || step >= std::min(decoded->size(), kLeastWindow));
}

void check_gunzip(std::string_view body) {
  std::string out = "before";
  if (!codec::gunzip_exact(body, out, kMaxBytes)) {
    PICKET_ASSERT(out == "before");
    return;
  }
  PICKET_ASSERT(codec::gzip_claimed_bytes(body) == out.size() - 6);
  const auto stream = codec::decode_all(codec::ContentCoding::gzip, body, kMaxBytes);
  PICKET_ASSERT(stream && "before" + *stream == out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t piece = std::max<std::size_t>(data[1], 1);
  switch (data[0] % 5) {
    case 0:
      check_stream(codec::ContentCoding::gzip, body, piece);
      check_gunzip(body);
      break;
    case 1:
      check_stream(codec::ContentCoding::deflate, body, piece);
      break;
    case 2:
      check_stream(codec::ContentCoding::br, body, piece);
      check_brotli_step(body);
      break;
    case 3:
      check_stream(codec::ContentCoding::zstd, body, piece);
      break;
    default:
      if (const auto frame = codec::zstd_decompress(body, kMaxBytes)) {
        PICKET_ASSERT(frame->size() <= kMaxBytes);
      }
  }
  return 0;
}
