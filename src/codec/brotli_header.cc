#include "codec/brotli_header.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace picket::codec {
namespace {

constexpr std::size_t kMostWindowBits = 24;

/// The stream's bits from the least significant one of its first byte on.
class Bits {
 public:
  explicit Bits(std::string_view bytes) noexcept {
    size_ = std::min(bytes.size(), sizeof value_) * 8;
    for (std::size_t i = 0; i < size_ / 8; ++i) {
      value_ |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
  }
  /// nullopt when there are not so many left.
  std::optional<std::size_t> take(std::size_t count) noexcept {
    if (count > size_) return std::nullopt;
    const auto taken = static_cast<std::size_t>(value_ & ((std::uint64_t{1} << count) - 1));
    value_ >>= count;
    size_ -= count;
    return taken;
  }

 private:
  std::uint64_t value_ = 0;
  std::size_t size_ = 0;
};

/// 0 when no window is so coded; nullopt when there are too few bits.
std::optional<std::size_t> window_bits(Bits& bits) noexcept {
  const auto coded = bits.take(1);
  if (!coded) return std::nullopt;
  if (*coded == 0) return 16;
  const auto large = bits.take(3);
  if (!large) return std::nullopt;
  if (*large != 0) return 17 + *large;
  const auto small = bits.take(3);
  if (!small) return std::nullopt;
  if (*small == 0) return 17;
  return *small == 1 ? 0 : 8 + *small;
}

/// Length of the only meta-block; nullopt when there may be others.
std::optional<std::size_t> only_length(Bits& bits) noexcept {
  if (bits.take(1).value_or(0) == 0) return std::nullopt;
  const auto empty = bits.take(1);
  if (!empty) return std::nullopt;
  if (*empty == 1) return 0;
  const auto nibbles = bits.take(2);
  if (!nibbles) return std::nullopt;
  if (*nibbles == 3) return 0;  // Not allowed in the last one: the decoder says so at once.
  const auto length = bits.take(4 * (4 + *nibbles));
  if (!length) return std::nullopt;
  return *length + 1;
}

}  // namespace

std::size_t brotli_step_bytes(std::string_view start) noexcept {
  Bits bits(start);
  const std::size_t window = window_bits(bits).value_or(kMostWindowBits);
  if (window == 0) return 0;
  const std::size_t window_bytes = std::size_t{1} << window;
  return std::min(window_bytes, only_length(bits).value_or(window_bytes));
}

}  // namespace picket::codec
