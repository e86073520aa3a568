// gzip and deflate as streams, by zlib. libdeflate is faster but needs the whole body: see
// gunzip.h.
#include <algorithm>
#include <limits>
#include <new>

#include <zlib.h>

#include "base/assert.h"
#include "codec/decoder.h"

namespace picket::codec::detail {
namespace {

constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;
/// inflate's tables, by zconf.h: about 7 KiB, and 32 KiB of window once a call ends in a member.
constexpr std::size_t kStateBytes = 7 * 1024;

/// RFC 1950: method 8, window at most 32 KiB, check bits.
bool is_zlib_header(unsigned char cmf, unsigned char flags) noexcept {
  return (cmf & 0x0fU) == 8 && (cmf >> 4U) <= 7 && ((cmf << 8U) | flags) % 31 == 0;
}

class ZlibDecoder final : public StreamDecoder {
 public:
  explicit ZlibDecoder(bool gzip) : gzip_(gzip) {
    if (gzip) open(kGzipWindow);
  }
  ~ZlibDecoder() override {
    if (open_) inflateEnd(&stream_);
  }
  ZlibDecoder(const ZlibDecoder&) = delete;
  ZlibDecoder& operator=(const ZlibDecoder&) = delete;

  std::size_t memory_bytes() const noexcept override { return sizeof *this + kStateBytes; }

  Result<Step, DecodeError> decode(std::string_view& input, std::string& out,
                                   std::size_t max_bytes) override {
    if (!open_) {
      // The first two bytes decide between zlib and raw; they may come in two pieces.
      const std::size_t take = std::min(2 - head_.size(), input.size());
      head_.append(input.substr(0, take));
      input.remove_prefix(take);
      if (head_.size() < 2) return Step::need_input;
      open(
          is_zlib_header(static_cast<unsigned char>(head_[0]), static_cast<unsigned char>(head_[1]))
              ? kZlibWindow
              : kRawWindow);
    }
    const std::size_t full = out.size() + max_bytes;
    if (std::string_view head = head_; !head.empty()) {
      const auto step = inflate_some(head, out, full);
      head_ = head;
      if (!step || *step == Step::output_full) return step;
    }
    return inflate_some(input, out, full);
  }

 private:
  void open(int window_bits) {
    if (inflateInit2(&stream_, window_bits) != Z_OK) throw std::bad_alloc();
    open_ = true;
  }

  /// At the end of a member. False when the bytes that follow are not another one.
  bool next_member(std::string_view input) {
    if (!gzip_ || input.front() != '\x1f') return false;
    PICKET_ASSERT(inflateReset(&stream_) == Z_OK);
    ended_ = false;
    return true;
  }

  Result<Step, DecodeError> inflate_some(std::string_view& input, std::string& out,
                                         std::size_t full) {
    for (;;) {
      if (ended_) {
        if (input.empty()) return Step::finished;
        if (!next_member(input)) return unexpected(DecodeError::corrupt);
      }
      if (out.size() == full) return Step::output_full;
      const std::size_t before = out.size();
      out.resize(before + std::min(kOutputStep, full - before));
      const std::size_t offered =
          std::min<std::size_t>(input.size(), std::numeric_limits<uInt>::max());
      // zlib reads only; its interface predates const.
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
      stream_.avail_in = static_cast<uInt>(offered);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + before);
      stream_.avail_out = static_cast<uInt>(out.size() - before);
      const int result = inflate(&stream_, Z_NO_FLUSH);
      out.resize(out.size() - stream_.avail_out);
      const std::size_t taken = offered - stream_.avail_in;
      input.remove_prefix(taken);
      if (result == Z_STREAM_END) {
        ended_ = true;
        continue;
      }
      if (result == Z_MEM_ERROR) throw std::bad_alloc();
      if (result != Z_OK && result != Z_BUF_ERROR) return unexpected(DecodeError::corrupt);
      if (input.empty() && stream_.avail_out > 0) return Step::need_input;
      if (taken == 0 && out.size() == before) return unexpected(DecodeError::corrupt);
    }
  }

  const bool gzip_;
  bool open_ = false;
  bool ended_ = false;  ///< The last member is complete.
  std::string head_;    ///< Of a deflate body, until zlib has seen it.
  z_stream stream_{};
};

}  // namespace

std::unique_ptr<StreamDecoder> make_zlib_decoder(bool gzip) {
  return std::make_unique<ZlibDecoder>(gzip);
}

}  // namespace picket::codec::detail
