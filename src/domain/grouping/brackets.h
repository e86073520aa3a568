// Text with brackets, as demangled names have them. Source: shared spec "grouping", section 6.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::grouping {

/// Replaces each outermost group of one bracket kind by replace(content, offset of its opener).
/// Text outside stays; an opener without its closer swallows what follows. A closer without its
/// opener counts too, so that it swallows what follows up to the next opener, which is then not a
/// group of its own: odd, but hashes depend on it.
template <class Replace>
std::string replace_enclosed(std::string_view text, char open, char close, Replace replace) {
  if (text.find(open) == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == open) {
      if (depth == 0) start = i;
      ++depth;
    } else if (text[i] == close) {
      --depth;
      if (depth == 0) out += replace(text.substr(start + 1, i - start - 1), start);
    } else if (depth == 0) {
      out += text[i];
    }
  }
  return out;
}

/// Splits at white space outside of brackets of any kind; brackets stay inside their token. An
/// opener without its closer swallows what follows its last complete inner pair.
std::vector<std::string_view> split_tokens(std::string_view text);

}  // namespace picket::domain::grouping
