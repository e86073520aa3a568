#include "domain/account/base32.h"

#include <cstdint>

namespace picket::domain::account {
namespace {

/// 0 to 31; -1 for what is not in the alphabet.
constexpr int quintet(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a';
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return -1;
}

}  // namespace

std::string base32_encode(std::span<const std::byte> bytes, std::string_view alphabet) {
  std::string out;
  out.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const std::byte byte : bytes) {
    bits = bits << 8U | std::to_integer<std::uint32_t>(byte);
    for (held += 8; held >= 5; held -= 5) out += alphabet[bits >> (held - 5) & 31U];
  }
  if (held > 0) out += alphabet[bits << (5 - held) & 31U];
  return out;
}

std::optional<std::string> base32_decode(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned held = 0;
  bool padded = false;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    if (c == '=') {
      padded = true;
      continue;
    }
    const int value = quintet(c);
    if (value < 0 || padded) return std::nullopt;
    bits = bits << 5U | static_cast<std::uint32_t>(value);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFFU);
  }
  // What is left is less than a character, and zero.
  if (held >= 5 || (bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return out;
}

}  // namespace picket::domain::account
