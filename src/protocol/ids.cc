#include "protocol/ids.h"

#include <array>
#include <span>

#include "base/ascii.h"
#include "base/random.h"

namespace picket {

std::optional<EventId> EventId::parse(std::string_view text) noexcept {
  if (text.starts_with("urn:uuid:")) text.remove_prefix(9);
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  const bool hyphenated = text.size() == 36;
  if (!hyphenated && text.size() != 32) return std::nullopt;
  std::array<std::uint64_t, 2> halves{};
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (hyphenated && (i == 8 || i == 13 || i == 18 || i == 23)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = ascii::hex_value(text[i]);
    if (value < 0) return std::nullopt;
    std::uint64_t& half = halves[digits++ / 16];
    half = half << 4U | static_cast<std::uint64_t>(value);
  }
  return EventId{halves[0], halves[1]};
}

EventId EventId::random() noexcept {
  EventId id;
  fill_random(std::as_writable_bytes(std::span(&id, 1)));
  id.high = (id.high & ~0xf000ULL) | 0x4000ULL;
  id.low = (id.low & ~(3ULL << 62U)) | (2ULL << 62U);
  return id;
}

std::string EventId::to_hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex(32, '0');
  for (std::size_t i = 0; i < 16; ++i) {
    hex[15 - i] = kDigits[high >> (4 * i) & 0xfU];
    hex[31 - i] = kDigits[low >> (4 * i) & 0xfU];
  }
  return hex;
}

}  // namespace picket
