#include "codec/decoder.h"

#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"
#include "base/assert.h"
#include "base/units.h"

namespace picket::codec {

std::optional<ContentCoding> parse_content_coding(std::string_view header) noexcept {
  const std::string_view name = ascii::trim(header);
  if (name.empty() || ascii::iequals(name, "identity") || ascii::iequals(name, "utf-8")) {
    return ContentCoding::identity;
  }
  if (ascii::iequals(name, "gzip") || ascii::iequals(name, "x-gzip")) return ContentCoding::gzip;
  if (ascii::iequals(name, "deflate")) return ContentCoding::deflate;
  if (ascii::iequals(name, "br")) return ContentCoding::br;
  if (ascii::iequals(name, "zstd")) return ContentCoding::zstd;
  return std::nullopt;
}

std::unique_ptr<StreamDecoder> make_stream_decoder(ContentCoding coding) {
  switch (coding) {
    case ContentCoding::gzip:
      return detail::make_zlib_decoder(true);
    case ContentCoding::deflate:
      return detail::make_zlib_decoder(false);
    case ContentCoding::br:
      return detail::make_brotli_decoder();
    case ContentCoding::zstd:
      return detail::make_zstd_decoder();
    case ContentCoding::identity:
      break;
  }
  PICKET_ASSERT(coding != ContentCoding::identity);
  std::abort();
}

std::size_t max_window_bytes(ContentCoding coding) noexcept {
  switch (coding) {
    case ContentCoding::identity:
      return 0;
    case ContentCoding::gzip:
    case ContentCoding::deflate:
      return 32_KiB;
    case ContentCoding::br:
      return 16_MiB;
    case ContentCoding::zstd:
      return std::size_t{1} << detail::kMaxZstdWindowLog;
  }
  return 0;
}

Result<std::string, DecodeError> decode_all(ContentCoding coding, std::string_view body,
                                            std::size_t max_bytes) {
  if (coding == ContentCoding::identity) {
    if (body.size() > max_bytes) return unexpected(DecodeError::too_large);
    return std::string(body);
  }
  const std::unique_ptr<StreamDecoder> decoder = make_stream_decoder(coding);
  std::string out;
  // One byte more than allowed tells "exactly full" from "too large".
  const auto step = decoder->decode(body, out, max_bytes + 1);
  if (!step) return unexpected(step.error());
  if (out.size() > max_bytes) return unexpected(DecodeError::too_large);
  if (*step != StreamDecoder::Step::finished) return unexpected(DecodeError::corrupt);
  return out;
}

}  // namespace picket::codec
