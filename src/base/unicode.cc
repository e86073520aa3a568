#include "base/unicode.h"

#include <algorithm>
#include <iterator>

namespace picket::unicode {
namespace {

struct LowerRun {
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t step;
  std::int32_t delta;
};

constexpr LowerRun kLowerRuns[] = {
#include "base/unicode_lower.inc"
};

constexpr char32_t kCapitalIWithDot = 0x0130;
constexpr std::string_view kSmallIAndDotAbove = "i\xCC\x87";

constexpr bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

constexpr bool is_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80;
}

char32_t lower(char32_t code_point) noexcept {
  const auto* const run =
      std::lower_bound(std::begin(kLowerRuns), std::end(kLowerRuns), code_point,
                       [](const LowerRun& r, char32_t c) { return r.last < c; });
  if (run == std::end(kLowerRuns) || code_point < run->first) return code_point;
  if ((code_point - run->first) % run->step != 0) return code_point;
  return static_cast<char32_t>(static_cast<std::int64_t>(code_point) + run->delta);
}

}  // namespace

Decoded decode(std::string_view text) noexcept {
  constexpr Decoded kMalformed{kReplacement, 1};
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1};
  const std::uint8_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return kMalformed;

  char32_t value = lead & (0xFFU >> (size + 1U));
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text[i])) return kMalformed;
    value = (value << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (overlong || surrogate || value > 0x10FFFF) return kMalformed;
  return {value, size};
}

void append(char32_t code_point, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  const auto c = static_cast<std::uint32_t>(code_point);
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

bool is_space(char32_t c) noexcept {
  if (c < 0x80) return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view strip_left(std::string_view text) noexcept {
  while (!text.empty()) {
    const Decoded first = decode(text);
    if (!is_space(first.code_point)) break;
    text.remove_prefix(first.size);
  }
  return text;
}

std::string_view strip_right(std::string_view text) noexcept {
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && text.size() - start < 4 && is_continuation(text[start])) --start;
    const Decoded last = decode(text.substr(start));
    if (start + last.size != text.size() || !is_space(last.code_point)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

std::string_view strip(std::string_view text) noexcept {
  return strip_right(strip_left(text));
}

std::size_t count(std::string_view text) noexcept {
  std::size_t n = 0;
  while (!text.empty()) {
    text.remove_prefix(decode(text).size);
    ++n;
  }
  return n;
}

void append_lower(std::string_view text, std::string& out) {
  while (!text.empty()) {
    if (const char c = text.front(); is_ascii(c)) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      text.remove_prefix(1);
      continue;
    }
    const Decoded next = decode(text);
    const char32_t lowered = lower(next.code_point);
    if (next.code_point == kCapitalIWithDot) {
      out += kSmallIAndDotAbove;
    } else if (lowered != next.code_point) {
      append(lowered, out);
    } else {
      out += text.substr(0, next.size);
    }
    text.remove_prefix(next.size);
  }
}

}  // namespace picket::unicode
