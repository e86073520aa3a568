// br as a stream, by libbrotlidec.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

#include <brotli/decode.h>

#include "codec/decoder.h"

namespace picket::codec::detail {
namespace {

struct Destroy {
  void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

/// Counts what the library holds: a stream of a few KiB can ask for megabytes of code tables.
class Memory {
 public:
  /// The size stands in front of each block, at the alignment that malloc gives.
  static void* allocate(void* opaque, std::size_t bytes) noexcept {
    auto* const block = static_cast<std::byte*>(std::malloc(bytes + kHead));
    if (block == nullptr) return nullptr;
    std::memcpy(block, &bytes, sizeof bytes);
    static_cast<Memory*>(opaque)->add(bytes);
    return block + kHead;
  }
  static void release(void* opaque, void* address) noexcept {
    if (address == nullptr) return;
    auto* const block = static_cast<std::byte*>(address) - kHead;
    std::size_t bytes = 0;
    std::memcpy(&bytes, block, sizeof bytes);
    static_cast<Memory*>(opaque)->subtract(bytes);
    std::free(block);
  }
  std::size_t bytes_without_window() const noexcept { return bytes_; }

 private:
  static constexpr std::size_t kHead = alignof(std::max_align_t);
  /// Above it a block is the window (up to 16 MiB, RFC 7932), whose pages are touched only as
  /// output fills them. All tables of one kind take 1.1 MiB at most.
  static constexpr std::size_t kLeastWindowBytes = 2 * 1024 * 1024;

  void add(std::size_t bytes) noexcept { bytes_ += bytes < kLeastWindowBytes ? bytes : 0; }
  void subtract(std::size_t bytes) noexcept { bytes_ -= bytes < kLeastWindowBytes ? bytes : 0; }

  std::size_t bytes_ = 0;
};

class BrotliDecoder final : public StreamDecoder {
 public:
  BrotliDecoder()
      : state_(BrotliDecoderCreateInstance(&Memory::allocate, &Memory::release, &memory_)) {
    if (state_ == nullptr) throw std::bad_alloc();
  }

  std::size_t memory_bytes() const noexcept override { return memory_.bytes_without_window(); }

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
  Memory memory_;  ///< Before what it counts.
  std::unique_ptr<BrotliDecoderState, Destroy> state_;
};

}  // namespace

std::unique_ptr<StreamDecoder> make_brotli_decoder() {
  return std::make_unique<BrotliDecoder>();
}

}  // namespace picket::codec::detail
