#include "domain/grouping/md5.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace picket::domain::grouping {
namespace {

static_assert(std::endian::native == std::endian::little, "MD5 words are little-endian");

constexpr std::size_t kBlockBytes = 64;
constexpr std::size_t kLengthBytes = 8;

using State = std::array<std::uint32_t, 4>;
using Block = std::array<std::uint32_t, 16>;

constexpr State kInitial{0x67452301U, 0xefcdab89U, 0x98badcfeU, 0x10325476U};

/// floor(2^32 * abs(sin(i + 1))), the table of RFC 1321.
constexpr std::array<std::uint32_t, 64> kSines{
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

constexpr std::array<std::array<int, 4>, 4> kRotations{
    {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

/// Step I of 64. The four registers rotate by one each step, so by index instead of by moves.
template <std::size_t I>
inline void step(State& s, const Block& m) noexcept {
  constexpr std::size_t kRound = I / 16;
  std::uint32_t& a = s[(64 - I) % 4];
  const std::uint32_t b = s[(65 - I) % 4];
  const std::uint32_t c = s[(66 - I) % 4];
  const std::uint32_t d = s[(67 - I) % 4];

  std::uint32_t mixed = 0;
  std::size_t word = 0;
  if constexpr (kRound == 0) {
    mixed = d ^ (b & (c ^ d));
    word = I;
  } else if constexpr (kRound == 1) {
    mixed = (d & b) + (~d & c);  // Disjoint bits: only the left half waits for the step before.
    word = (5 * I + 1) % 16;
  } else if constexpr (kRound == 2) {
    mixed = b ^ c ^ d;
    word = (3 * I + 5) % 16;
  } else {
    mixed = c ^ (b | ~d);
    word = (7 * I) % 16;
  }
  a = b + std::rotl(a + kSines[I] + m[word] + mixed, kRotations[kRound][I % 4]);
}

template <std::size_t... I>
inline void all_steps(State& s, const Block& m, std::index_sequence<I...>) noexcept {
  (step<I>(s, m), ...);
}

void absorb(State& state, const char* bytes) noexcept {
  Block block;
  std::memcpy(block.data(), bytes, kBlockBytes);
  State s = state;
  all_steps(s, block, std::make_index_sequence<64>{});
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += s[i];
}

}  // namespace

std::string md5_hex(std::string_view text) {
  State state = kInitial;
  std::string_view rest = text;
  for (; rest.size() >= kBlockBytes; rest.remove_prefix(kBlockBytes)) absorb(state, rest.data());

  // A one bit, zeros, and the length in bits at the end of the last block.
  std::array<char, 2 * kBlockBytes> tail{};
  if (!rest.empty()) std::memcpy(tail.data(), rest.data(), rest.size());
  tail[rest.size()] = static_cast<char>(0x80);
  const bool two = rest.size() + 1 + kLengthBytes > kBlockBytes;
  const std::uint64_t bits = std::uint64_t{text.size()} * 8;
  std::memcpy(tail.data() + (two ? 2 : 1) * kBlockBytes - kLengthBytes, &bits, kLengthBytes);
  absorb(state, tail.data());
  if (two) absorb(state, tail.data() + kBlockBytes);

  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const std::uint32_t word : state) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
      out += kHex[(word >> (shift + 4U)) & 0xFU];
      out += kHex[(word >> shift) & 0xFU];
    }
  }
  return out;
}

}  // namespace picket::domain::grouping
