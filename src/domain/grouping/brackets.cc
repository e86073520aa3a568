#include "domain/grouping/brackets.h"

#include "base/unicode.h"

namespace picket::domain::grouping {
namespace {

constexpr char closer_of(char c) noexcept {
  switch (c) {
    case '(':
      return ')';
    case '{':
      return '}';
    case '[':
      return ']';
    case '<':
      return '>';
    default:
      return '\0';
  }
}

}  // namespace

std::vector<std::string_view> split_tokens(std::string_view text) {
  std::vector<std::string_view> tokens;
  std::string closers;  // Of the brackets that are open, innermost last.
  std::size_t start = 0;
  std::size_t end = 0;  // The token so far is [start, end).
  const auto flush = [&](std::size_t next) {
    if (end > start) tokens.push_back(text.substr(start, end - start));
    start = end = next;
  };
  for (std::size_t i = 0; i < text.size();) {
    const unicode::Decoded c = unicode::decode(text.substr(i));
    const std::size_t next = i + c.size;
    if (const char closer = closer_of(text[i]); closer != '\0') {
      closers += closer;
    } else if (!closers.empty()) {
      if (text[i] == closers.back()) {
        closers.pop_back();
        end = next;
      }
    } else if (unicode::is_space(c.code_point)) {
      flush(next);
    } else {
      end = next;
    }
    i = next;
  }
  flush(text.size());
  return tokens;
}

}  // namespace picket::domain::grouping
