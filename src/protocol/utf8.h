// UTF-8 as bytes: lengths and cuts that never split a character.
// Source: RFC 3629 (table 3-7 of the Unicode standard for what is well-formed).
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace picket::protocol {

/// Bytes of the well-formed sequence that `text` starts with; 0 when it starts with none.
constexpr std::size_t utf8_sequence(std::string_view text) noexcept {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  if (first < 0xE0) return tail(1) ? 2 : 0;
  if (first < 0xF0) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  const unsigned low = first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
  return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
}

constexpr bool is_utf8_tail(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Characters of well-formed text.
constexpr std::size_t utf8_length(std::string_view text) noexcept {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_utf8_tail));
}

/// The first `chars` characters of well-formed text, or all of it.
constexpr std::string_view utf8_prefix(std::string_view text, std::size_t chars) noexcept {
  if (text.size() <= chars) return text;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_utf8_tail(text[at])) continue;
    if (chars-- == 0) break;
  }
  return text.substr(0, at);
}

/// The longest prefix of at most `bytes` bytes that does not split a character.
constexpr std::string_view utf8_cut(std::string_view text, std::size_t bytes) noexcept {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_utf8_tail(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

}  // namespace picket::protocol
