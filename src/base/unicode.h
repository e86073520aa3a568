// UTF-8 text by code points: the few operations whose result is part of a stored hash, so they
// follow Python's str (which the reference grouping runs on) instead of the C locale.
// Malformed bytes never fail: each is one code point U+FFFD when read, and is copied as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace picket::unicode {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point;
  std::uint8_t size;  ///< Bytes consumed, 1..4.
};

/// The first code point of a text that is not empty.
Decoded decode(std::string_view text) noexcept;

/// Appends the UTF-8 form of a scalar value.
void append(char32_t code_point, std::string& out);

/// As str.isspace: also U+001C..U+001F, U+0085, U+00A0 and the Unicode separators.
bool is_space(char32_t code_point) noexcept;

/// Without leading and trailing is_space() code points.
std::string_view strip(std::string_view text) noexcept;
std::string_view strip_left(std::string_view text) noexcept;
std::string_view strip_right(std::string_view text) noexcept;

std::size_t count(std::string_view text) noexcept;

/// As str.lower, except that a final Greek sigma is not told apart: it becomes U+03C3 everywhere.
/// U+0130 becomes two code points.
void append_lower(std::string_view text, std::string& out);

}  // namespace picket::unicode
