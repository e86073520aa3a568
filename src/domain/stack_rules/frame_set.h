// Which frames of one stack trace, one bit each.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace picket::domain::stack_rules {

/// More than a normalized stack trace has.
inline constexpr std::size_t kMostFrames = 256;

class FrameSet {
 public:
  /// The first `count` frames.
  static constexpr FrameSet first(std::size_t count) noexcept {
    FrameSet set;
    for (std::size_t w = 0; w < kWords; ++w) {
      const std::size_t bits = count > w * kBits ? count - w * kBits : 0;
      set.words_[w] = bits >= kBits ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    }
    return set;
  }

  constexpr void add(std::size_t frame) noexcept {
    words_[frame / kBits] |= std::uint64_t{1} << (frame % kBits);
  }
  constexpr bool contains(std::size_t frame) const noexcept {
    return ((words_[frame / kBits] >> (frame % kBits)) & 1U) != 0;
  }
  constexpr bool empty() const noexcept {
    return (words_[0] | words_[1] | words_[2] | words_[3]) == 0;
  }

  constexpr FrameSet& operator|=(const FrameSet& other) noexcept {
    for (std::size_t w = 0; w < kWords; ++w) words_[w] |= other.words_[w];
    return *this;
  }
  constexpr FrameSet& operator&=(const FrameSet& other) noexcept {
    for (std::size_t w = 0; w < kWords; ++w) words_[w] &= other.words_[w];
    return *this;
  }
  constexpr FrameSet& operator-=(const FrameSet& other) noexcept {
    for (std::size_t w = 0; w < kWords; ++w) words_[w] &= ~other.words_[w];
    return *this;
  }

  /// The frames after each of these, and the frames before each.
  constexpr FrameSet next() const noexcept {
    FrameSet set;
    for (std::size_t w = 0; w < kWords; ++w) {
      set.words_[w] = (words_[w] << 1U) | (w > 0 ? words_[w - 1] >> (kBits - 1) : 0);
    }
    return set;
  }
  constexpr FrameSet previous() const noexcept {
    FrameSet set;
    for (std::size_t w = 0; w < kWords; ++w) {
      set.words_[w] = (words_[w] >> 1U) | (w + 1 < kWords ? words_[w + 1] << (kBits - 1) : 0);
    }
    return set;
  }

  /// Ascending.
  template <class Visit>
  constexpr void each(Visit visit) const {
    for (std::size_t w = 0; w < kWords; ++w) {
      for (std::uint64_t rest = words_[w]; rest != 0; rest &= rest - 1) {
        visit(w * kBits + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
  }

  constexpr bool operator==(const FrameSet&) const noexcept = default;

 private:
  static constexpr std::size_t kBits = 64;
  static constexpr std::size_t kWords = kMostFrames / kBits;
  std::array<std::uint64_t, kWords> words_{};
};

}  // namespace picket::domain::stack_rules
