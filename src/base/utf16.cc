#include "base/utf16.h"

#include <cstddef>

#include "base/unicode.h"

namespace picket {
namespace {

constexpr bool is_high_surrogate(char32_t unit) noexcept {
  return unit >= 0xD800 && unit <= 0xDBFF;
}

constexpr bool is_low_surrogate(char32_t unit) noexcept {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

char32_t unit_at(std::string_view bytes, std::size_t at, ByteOrder order) noexcept {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return order == ByteOrder::little ? static_cast<char32_t>(second << 8U | first)
                                    : static_cast<char32_t>(first << 8U | second);
}

}  // namespace

std::string utf16_to_utf8(std::string_view bytes, ByteOrder order) {
  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t unit = unit_at(bytes, at, order);
    if (is_high_surrogate(unit) && at + 3 < bytes.size() &&
        is_low_surrogate(unit_at(bytes, at + 2, order))) {
      at += 2;
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (unit_at(bytes, at, order) - 0xDC00);
    } else if (is_high_surrogate(unit) || is_low_surrogate(unit)) {
      unit = unicode::kReplacement;
    }
    unicode::append(unit, out);
  }
  return out;
}

}  // namespace picket
