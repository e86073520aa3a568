#include "base/random.h"

#include <vector>

#include <sys/random.h>

#include "base/assert.h"
#include "base/hex.h"

namespace picket {

void fill_random(std::span<std::byte> out) noexcept {
  while (!out.empty()) {
    const ssize_t got = ::getrandom(out.data(), out.size(), 0);
    PICKET_ASSERT(got > 0);
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

std::string random_hex(std::size_t bytes) {
  std::vector<std::byte> raw(bytes);
  fill_random(raw);
  return to_hex(raw);
}

}  // namespace picket
