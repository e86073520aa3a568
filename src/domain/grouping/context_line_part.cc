#include <algorithm>
#include <string>

#include "base/unicode.h"
#include "domain/grouping/frame_parts.h"

namespace picket::domain::grouping {
namespace {

/// Longer lines are minified code. In code points of the line as sent.
constexpr std::size_t kLongestLine = 120;

constexpr bool is_ascii_space(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Whether collapsing would change nothing but the ends, so that the line needs no copy.
bool has_single_blanks(std::string_view line) noexcept {
  bool after_blank = false;
  return std::all_of(line.begin(), line.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool fine = byte >= 0x20 && byte < 0x80 && !(c == ' ' && after_blank);
    after_blank = c == ' ';
    return fine;
  });
}

/// Words joined by one blank.
std::string_view collapse(std::string_view line, Arena& arena) {
  while (!line.empty() && is_ascii_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_ascii_space(line.back())) line.remove_suffix(1);
  if (has_single_blanks(line)) return line;

  std::string out;
  bool blank = false;
  while (!line.empty()) {
    const unicode::Decoded next = unicode::decode(line);
    if (unicode::is_space(next.code_point)) {
      blank = !out.empty();
    } else {
      if (blank) out += ' ';
      blank = false;
      out += line.substr(0, next.size);
    }
    line.remove_prefix(next.size);
  }
  return arena.copy(out);
}

bool is_too_long(std::string_view line) noexcept {
  return line.size() > kLongestLine && unicode::count(line) > kLongestLine;
}

}  // namespace

bool has_context_line(const Frame& frame) noexcept {
  return frame.context_line && !frame.context_line->empty() && has_context_lines(frame.platform);
}

Component context_line_part(const Frame& frame, Arena& arena) {
  const std::string_view line = collapse(*frame.context_line, arena);
  if (line.empty()) return {.id = ComponentId::context_line};

  Component part = leaf(ComponentId::context_line, line);
  const bool nameless = !frame.function || frame.function->empty();
  if (is_too_long(*frame.context_line)) {
    part.ignore("ignored because line is too long");
  } else if (frame.family == Family::javascript && nameless && frame.abs_path &&
             has_url_origin(*frame.abs_path, /*files_count=*/true)) {
    part.ignore("ignored because file path is a URL and function name is missing");
  }
  return part;
}

}  // namespace picket::domain::grouping
