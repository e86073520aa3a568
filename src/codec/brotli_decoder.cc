// br as a stream, by libbrotlidec.
#include <algorithm>
#include <cstdint>
#include <new>

#include <brotli/decode.h>

#include "codec/decoder.h"

namespace picket::codec::detail {
namespace {

struct Destroy {
  void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

// The window is at most 16 MiB (RFC 7932); its pages are touched only as output fills them.
class BrotliDecoder final : public StreamDecoder {
 public:
  BrotliDecoder() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
    if (state_ == nullptr) throw std::bad_alloc();
  }

  Result<Step, DecodeError> decode(std::string_view& input, std::string& out,
                                   std::size_t max_bytes) override {
    const std::size_t full = out.size() + max_bytes;
    for (;;) {
      if (BrotliDecoderIsFinished(state_.get()) != 0) {
        if (!input.empty()) return unexpected(DecodeError::corrupt);
        return Step::finished;
      }
      if (out.size() == full) return Step::output_full;
      const std::size_t before = out.size();
      out.resize(before + std::min(kOutputStep, full - before));
      auto* next_in = reinterpret_cast<const std::uint8_t*>(input.data());
      std::size_t left_in = input.size();
      auto* next_out = reinterpret_cast<std::uint8_t*>(out.data() + before);
      std::size_t left_out = out.size() - before;
      const BrotliDecoderResult result = BrotliDecoderDecompressStream(
          state_.get(), &left_in, &next_in, &left_out, &next_out, nullptr);
      out.resize(out.size() - left_out);
      input.remove_prefix(input.size() - left_in);
      if (result == BROTLI_DECODER_RESULT_ERROR) return unexpected(DecodeError::corrupt);
      if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return Step::need_input;
    }
  }

 private:
  std::unique_ptr<BrotliDecoderState, Destroy> state_;
};

}  // namespace

std::unique_ptr<StreamDecoder> make_brotli_decoder() {
  return std::make_unique<BrotliDecoder>();
}

}  // namespace picket::codec::detail
