// Randomness: bytes from the kernel for secrets and ids, a seeded generator where a run must
// repeat.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace picket {

/// Fills `out` from getrandom(2); aborts if the kernel refuses, as no secret may be predictable.
void fill_random(std::span<std::byte> out) noexcept;

/// N bytes of fill_random: what functions that need something unpredictable take as an argument.
template <std::size_t N>
std::array<std::byte, N> random_bytes() noexcept {
  std::array<std::byte, N> bytes;
  fill_random(bytes);
  return bytes;
}

/// 2 * `bytes` lower-case hex digits of fill_random.
std::string random_hex(std::size_t bytes);

/// SplitMix64: small, seeded, good enough for jitter, sampling and tests; never for secrets.
class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed) noexcept : state_(seed) {}
  std::uint64_t next() noexcept {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// Uniform enough in [0, bound); 0 when bound is 0.
  std::uint64_t below(std::uint64_t bound) noexcept { return bound == 0 ? 0 : next() % bound; }

 private:
  std::uint64_t state_;
};

}  // namespace picket
