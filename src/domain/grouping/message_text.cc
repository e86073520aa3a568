#include "domain/grouping/message_text.h"

#include <array>
#include <cstddef>
#include <string>

#include "base/unicode.h"
#include "domain/parameterize/parameterize.h"

namespace picket::domain::grouping {
namespace {

constexpr std::size_t kKeptLines = 2;

constexpr bool is_line_boundary(char32_t c) noexcept {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

/// The line at the start of the text, which is then moved past it and its boundary.
std::string_view take_line(std::string_view& text) noexcept {
  std::size_t end = 0;
  while (end < text.size()) {
    const unicode::Decoded c = unicode::decode(text.substr(end));
    if (is_line_boundary(c.code_point)) {
      const std::string_view line = text.substr(0, end);
      const bool crlf = text.substr(end).starts_with("\r\n");
      text.remove_prefix(end + (crlf ? 2 : c.size));
      return line;
    }
    end += c.size;
  }
  const std::string_view line = text;
  text = {};
  return line;
}

}  // namespace

std::string_view first_lines(std::string_view text, Arena& arena) {
  std::array<std::string_view, kKeptLines> kept;
  std::size_t count = 0;
  std::string_view rest = text;
  while (!rest.empty() && count < kKeptLines) {
    const std::string_view line = take_line(rest);
    if (!unicode::strip(line).empty()) kept[count++] = line;
  }
  if (count == 1 && kept[0].size() == text.size()) return text;

  std::string out(kept[0]);
  if (count == kKeptLines) out.append("\n").append(kept[1]);
  if (out == text) return text;
  return arena.copy(out + "...");
}

std::string_view without_specifics(std::string_view text, Arena& arena) {
  const auto changed = parameterize::with_placeholders(text);
  return changed ? arena.copy(*changed) : text;
}

Component text_component(ComponentId id, std::string_view text, Arena& arena) {
  const std::string_view kept = without_specifics(first_lines(text, arena), arena);
  if (kept.empty()) return {.id = id};
  Component component = leaf(id, kept);
  if (kept != text) component.hint = "stripped event-specific values";
  return component;
}

}  // namespace picket::domain::grouping
