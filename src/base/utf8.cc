#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace picket {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Sequence {
  std::size_t size;  ///< Bytes of the sequence, or of the invalid subpart; at least 1.
  bool valid;
};

/// Looks at the first sequence of a text that is not empty.
Sequence first_sequence(std::string_view text) noexcept {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {1, true};
  // 80..BF continue, C0, C1 are overlong, F5.. lie past U+10FFFF.
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < size; ++i) {
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (i == 1) {  // The second byte is where overlong forms and surrogates show.
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (i >= text.size() || byte(i) < low || byte(i) > high) return {i, false};
  }
  return {size, true};
}

std::size_t ascii_prefix(std::string_view text) noexcept {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && static_cast<std::uint8_t>(text[at]) < 0x80) ++at;
  return at;
}

/// Length of the longest valid prefix.
std::size_t valid_prefix(std::string_view text) noexcept {
  std::size_t at = ascii_prefix(text);
  while (at < text.size()) {
    const Sequence sequence = first_sequence(text.substr(at));
    if (!sequence.valid) return at;
    at += sequence.size;
    at += ascii_prefix(text.substr(at));
  }
  return at;
}

}  // namespace

bool is_valid_utf8(std::string_view text) noexcept {
  return valid_prefix(text) == text.size();
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t valid = valid_prefix(text);
    out.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) return out;
    out.append(kReplacement);
    text.remove_prefix(first_sequence(text).size);
  }
}

}  // namespace picket
