// zstd as a stream: any number of frames, skippable ones too.
#include <algorithm>
#include <new>

#include <zstd.h>

#include "base/assert.h"
#include "codec/decoder.h"

namespace picket::codec::detail {
namespace {

struct Free {
  void operator()(ZSTD_DStream* stream) const noexcept { ZSTD_freeDStream(stream); }
};

/// Tables (160 KiB), and a block (128 KiB each) before and after it is decoded.
constexpr std::size_t kMaxStateBytes = 448 * 1024;

class ZstdDecoder final : public StreamDecoder {
 public:
  ZstdDecoder() : stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    const std::size_t set =
        ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kMaxZstdWindowLog);
    PICKET_ASSERT(ZSTD_isError(set) == 0);
  }

  std::size_t memory_bytes() const noexcept override {
    return std::min(ZSTD_sizeof_DStream(stream_.get()), kMaxStateBytes);
  }

  Result<Step, DecodeError> decode(std::string_view& input, std::string& out,
                                   std::size_t max_bytes) override {
    const std::size_t full = out.size() + max_bytes;
    for (;;) {
      if (input.empty() && frame_ended_) return Step::finished;
      if (out.size() == full) return Step::output_full;
      const std::size_t before = out.size();
      out.resize(before + std::min(kOutputStep, full - before));
      ZSTD_inBuffer in{input.data(), input.size(), 0};
      ZSTD_outBuffer to{out.data() + before, out.size() - before, 0};
      const std::size_t result = ZSTD_decompressStream(stream_.get(), &to, &in);
      const bool room_left = to.pos < to.size;
      out.resize(before + to.pos);
      input.remove_prefix(in.pos);
      if (ZSTD_isError(result) != 0) return unexpected(DecodeError::corrupt);
      frame_ended_ = result == 0;
      if (input.empty() && room_left && !frame_ended_) return Step::need_input;
    }
  }

 private:
  std::unique_ptr<ZSTD_DStream, Free> stream_;
  bool frame_ended_ = false;
};

}  // namespace

std::unique_ptr<StreamDecoder> make_zstd_decoder() {
  return std::make_unique<ZstdDecoder>();
}

}  // namespace picket::codec::detail
