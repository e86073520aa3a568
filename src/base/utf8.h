// UTF-8 validity. Source: RFC 3629; replacement as in Unicode 15, section 3.9 ("maximal subparts").
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace picket {

/// No overlong form, no surrogate, nothing past U+10FFFF. NUL is valid. About 1 ns per 8 bytes of
/// ASCII.
bool is_valid_utf8(std::string_view text) noexcept;

/// `text` with each maximal invalid subpart replaced by U+FFFD; a copy when it is valid.
std::string to_valid_utf8(std::string_view text);

/// A byte inside a character, not its first.
constexpr bool is_utf8_tail(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Characters of valid text.
constexpr std::size_t utf8_length(std::string_view text) noexcept {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_utf8_tail));
}

/// The first `chars` characters of valid text, or all of it.
constexpr std::string_view utf8_prefix(std::string_view text, std::size_t chars) noexcept {
  if (text.size() <= chars) return text;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_utf8_tail(text[at])) continue;
    if (chars-- == 0) break;
  }
  return text.substr(0, at);
}

/// The longest prefix of valid text that has at most `bytes` bytes and ends between characters.
constexpr std::string_view utf8_cut(std::string_view text, std::size_t bytes) noexcept {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_utf8_tail(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

}  // namespace picket
