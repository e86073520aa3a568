#include "base/random.h"

#include <vector>

#include <sys/random.h>

#include "base/assert.h"

namespace picket {

void fill_random(std::span<std::byte> out) noexcept {
  while (!out.empty()) {
    const ssize_t got = ::getrandom(out.data(), out.size(), 0);
    PICKET_ASSERT(got > 0);
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

std::string random_hex(std::size_t bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::vector<std::byte> raw(bytes);
  fill_random(raw);
  std::string hex;
  hex.reserve(bytes * 2);
  for (const std::byte b : raw) {
    hex += kDigits[std::to_integer<unsigned>(b) >> 4U];
    hex += kDigits[std::to_integer<unsigned>(b) & 0xfU];
  }
  return hex;
}

}  // namespace picket
