#include "codec/zstd.h"

#include <memory>

#include <zstd.h>

#include "base/assert.h"

namespace picket::codec {
namespace {

struct FreeContext {
  void operator()(ZSTD_CCtx* c) const noexcept { ZSTD_freeCCtx(c); }
  void operator()(ZSTD_DCtx* d) const noexcept { ZSTD_freeDCtx(d); }
};

}  // namespace

void zstd_compress(std::string_view raw, std::string& out, int level) {
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  const std::size_t start = out.size();
  const std::size_t bound = ZSTD_compressBound(raw.size());
  out.resize(start + bound);
  const std::size_t written =
      ZSTD_compressCCtx(context.get(), out.data() + start, bound, raw.data(), raw.size(), level);
  PICKET_ASSERT(!ZSTD_isError(written));
  out.resize(start + written);
}

Result<std::string, DecodeError> zstd_decompress(std::string_view frame, std::size_t max_bytes) {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return unexpected(DecodeError::corrupt);
  if (size > max_bytes) return unexpected(DecodeError::too_large);
  std::string raw(static_cast<std::size_t>(size), '\0');
  const std::size_t got =
      ZSTD_decompressDCtx(context.get(), raw.data(), raw.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) || got != raw.size()) return unexpected(DecodeError::corrupt);
  return raw;
}

}  // namespace picket::codec
