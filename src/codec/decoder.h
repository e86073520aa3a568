// Content codings of request bodies, undone a step at a time, so that the caller decides how much
// may come out before it looks again: 1 GB of zeros never exists anywhere.
// Source: RFC 9110 section 8.4 (codings), 1952 (gzip), 1950 and 1951 (deflate), 7932 (br), 8878
// (zstd).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "codec/zstd.h"

namespace picket::codec {

enum class ContentCoding : std::uint8_t { identity, gzip, deflate, br, zstd };

/// Value of a Content-Encoding header. Empty and `utf-8`, which some SDKs send, mean identity.
/// nullopt for anything unknown, lists of several codings included.
std::optional<ContentCoding> parse_content_coding(std::string_view header) noexcept;

/// Undoes one body. One thread at a time, though not always the same one.
class StreamDecoder {
 public:
  enum class Step : std::uint8_t {
    need_input,   ///< All input is consumed; the body goes on.
    output_full,  ///< `max_bytes` came out and more may follow.
    finished,     ///< All input is consumed and the body may end here.
  };

  virtual ~StreamDecoder() = default;

  /// What it holds now, without its window: of that no more is in use than has been decoded.
  virtual std::size_t memory_bytes() const noexcept = 0;

  /// Consumes from the front of `input`, appends at most `max_bytes` to `out`. After an error the
  /// decoder is of no more use. Only DecodeError::corrupt occurs: limits are the caller's.
  virtual Result<Step, DecodeError> decode(std::string_view& input, std::string& out,
                                           std::size_t max_bytes) = 0;
};

/// gzip: members follow one another. deflate: zlib, or raw where the zlib header is missing.
/// Not for identity (asserted).
std::unique_ptr<StreamDecoder> make_stream_decoder(ContentCoding coding);

/// Largest window that a decoder keeps, besides memory_bytes().
std::size_t max_window_bytes(ContentCoding coding) noexcept;

/// Undoes the whole of a small body at once. `max_bytes` bounds the result.
Result<std::string, DecodeError> decode_all(ContentCoding coding, std::string_view body,
                                            std::size_t max_bytes);

namespace detail {
/// Largest zstd window that a stream may ask for: the 8 MiB that RFC 8878 tells decoders to
/// support.
inline constexpr int kMaxZstdWindowLog = 23;
/// Output grows by this much at a time: large enough to amortize the call, small enough that
/// zero-filling it costs little (0.5 us).
inline constexpr std::size_t kOutputStep = 16 * 1024;

std::unique_ptr<StreamDecoder> make_zlib_decoder(bool gzip);
std::unique_ptr<StreamDecoder> make_brotli_decoder();
std::unique_ptr<StreamDecoder> make_zstd_decoder();
}  // namespace detail

}  // namespace picket::codec
