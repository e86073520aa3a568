#include "codec/testkit/encode.h"

#include <memory>

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/assert.h"
#include "base/random.h"

namespace picket::codec::testkit {
namespace {

constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;

std::string deflate_as(std::string_view raw, int window_bits) {
  z_stream stream{};
  PICKET_ASSERT(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8,
                             Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, raw.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(raw.data()));
  stream.avail_in = static_cast<uInt>(raw.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  PICKET_ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};

}  // namespace

std::string gzip(std::string_view raw) {
  return deflate_as(raw, kGzipWindow);
}
std::string zlib(std::string_view raw) {
  return deflate_as(raw, kZlibWindow);
}
std::string raw_deflate(std::string_view raw) {
  return deflate_as(raw, kRawWindow);
}

std::string brotli(std::string_view raw) {
  std::size_t size = raw.size() + raw.size() / 8 + 1024;
  std::string out(size, '\0');
  PICKET_ASSERT(BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, raw.size(),
                                      reinterpret_cast<const std::uint8_t*>(raw.data()), &size,
                                      reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
  out.resize(size);
  return out;
}

std::string zstd_stream(std::string_view raw, int window_log) {
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log);
  std::string out(ZSTD_compressBound(raw.size()), '\0');
  ZSTD_inBuffer in{raw.data(), raw.size(), 0};
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  PICKET_ASSERT(ZSTD_compressStream2(context.get(), &to, &in, ZSTD_e_end) == 0);
  out.resize(to.pos);
  return out;
}

std::string json_like(std::size_t bytes) {
  SeededRandom random(7);
  std::string text;
  while (text.size() < bytes) text += R"({"function":"f)" + std::to_string(random.next()) + "\"},";
  text.resize(bytes);
  return text;
}

}  // namespace picket::codec::testkit
