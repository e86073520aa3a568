#include "domain/filter/message_pattern.h"

#include "base/unicode.h"
#include "base/utf8.h"

namespace picket::domain::filter {
namespace {

/// Of issues, in bytes: a type of as many characters ends in three dots that are not its own.
constexpr std::size_t kCutType = 128;

}  // namespace

std::string escape_glob(std::string_view text) {
  constexpr std::string_view kSpecial = "\\*?[]{}";
  std::string glob;
  glob.reserve(text.size());
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) glob += '\\';
    glob += c;
  }
  return glob;
}

std::optional<std::string> message_pattern(std::string_view type, std::string_view value) {
  if (type.size() >= kCutType && type.ends_with("...")) return std::nullopt;
  std::string text(type);
  if (!type.empty() && !value.empty()) text += ": ";
  text += value;
  if (text.empty()) return std::nullopt;
  // A list has a pattern in each line, without white space around it.
  std::string_view kept = utf8_prefix(text, kMaxPatternChars);
  kept = kept.substr(0, kept.find_first_of("\r\n"));
  const std::size_t before = kept.size();
  kept = unicode::strip(kept);
  const bool has_margin = !kept.empty() && kept.front() != text.front();
  const bool is_part = before < text.size() || kept.size() < before;
  // Without a character of the value it says nothing of this problem.
  const std::size_t least = type.empty() || value.empty() ? 0 : type.size() + 2;
  if (kept.empty() || (is_part && kept.size() <= least)) return std::nullopt;
  std::string pattern;
  if (has_margin) pattern += '*';
  pattern += escape_glob(kept);
  if (is_part) pattern += '*';
  return pattern;
}

}  // namespace picket::domain::filter
