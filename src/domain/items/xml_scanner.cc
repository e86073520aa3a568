#include "domain/items/xml_scanner.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace picket::domain::items {
namespace {

constexpr std::string_view kNoName = {};
/// `&#x10FFFF;` is the longest.
constexpr std::size_t kMaxReferenceBytes = 12;

struct Skipped {
  std::string_view begin;
  std::string_view end;
};
constexpr Skipped kSkipped[] = {{"<!--", "-->"}, {"<?", "?>"}, {"<!", ">"}};
constexpr Skipped kLiteral = {"<![CDATA[", "]]>"};

std::optional<char32_t> character_of(std::string_view number) {
  const bool hex = number.starts_with('x') || number.starts_with('X');
  if (hex) number.remove_prefix(1);
  std::uint32_t value = 0;
  if (number.empty()) return std::nullopt;
  for (const char c : number) {
    const std::uint32_t digit =
        c >= '0' && c <= '9'          ? static_cast<std::uint32_t>(c - '0')
        : hex && c >= 'a' && c <= 'f' ? static_cast<std::uint32_t>(c - 'a' + 10)
        : hex && c >= 'A' && c <= 'F' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                      : 16U;
    if (digit > 15U) return std::nullopt;
    value = value * (hex ? 16U : 10U) + digit;
    if (value > 0x10FFFF) return std::nullopt;
  }
  if (value == 0 || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return static_cast<char32_t>(value);
}

/// The five entities of XML, and characters by number; others are nothing.
void append_reference(std::string_view name, std::string& out) {
  static constexpr std::pair<std::string_view, char> kNamed[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [entity, c] : kNamed) {
    if (entity == name) out += c;
  }
  if (!name.starts_with('#')) return;
  if (const auto character = character_of(name.substr(1))) unicode::append(*character, out);
}

std::string undo_references(std::string_view raw) {
  std::string text;
  while (!raw.empty()) {
    const std::size_t at = raw.find('&');
    text += raw.substr(0, at);
    if (at == std::string_view::npos) break;
    raw.remove_prefix(at + 1);
    const std::size_t end = raw.substr(0, kMaxReferenceBytes).find(';');
    if (end == std::string_view::npos) {
      text += '&';
      continue;
    }
    append_reference(raw.substr(0, end), text);
    raw.remove_prefix(end + 1);
  }
  return text;
}

/// Moves past the end of what has just begun; false when it has none.
bool skip_past(std::string_view end, std::string_view& rest) noexcept {
  const std::size_t at = rest.find(end);
  if (at == std::string_view::npos) return false;
  rest.remove_prefix(at + end.size());
  return true;
}

/// An attribute's value may hold `>`.
std::size_t end_of_tag(std::string_view rest) noexcept {
  char quote = '\0';
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (quote != '\0') {
      if (rest[i] == quote) quote = '\0';
    } else if (rest[i] == '"' || rest[i] == '\'') {
      quote = rest[i];
    } else if (rest[i] == '>') {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

XmlScanner::Token XmlScanner::take_text(std::string_view raw, bool literal) {
  text_ = to_valid_utf8(literal ? std::string(raw) : undo_references(raw));
  return Token::text;
}

XmlScanner::Token XmlScanner::take_tag(std::string_view tag) {
  const bool closes = tag.starts_with('/');
  if (closes) tag.remove_prefix(1);
  close_next_ = !closes && tag.ends_with('/');
  if (close_next_) tag.remove_suffix(1);
  name_ = tag.substr(0, tag.find_first_of(" \t\r\n"));
  return closes ? Token::close : Token::open;
}

XmlScanner::Token XmlScanner::next() {
  if (std::exchange(close_next_, false)) return Token::close;
  while (!rest_.empty()) {
    if (rest_.front() != '<') {
      const std::string_view raw = rest_.substr(0, rest_.find('<'));
      rest_.remove_prefix(raw.size());
      return take_text(raw, false);
    }
    if (rest_.starts_with(kLiteral.begin)) {
      const std::string_view raw = rest_.substr(kLiteral.begin.size());
      const std::size_t end = raw.find(kLiteral.end);
      if (!skip_past(kLiteral.end, rest_)) break;
      return take_text(raw.substr(0, end), true);
    }
    bool skipped = false;
    for (const Skipped& kind : kSkipped) {
      if (!rest_.starts_with(kind.begin)) continue;
      rest_.remove_prefix(kind.begin.size());
      if (!skip_past(kind.end, rest_)) rest_ = {};
      skipped = true;
      break;
    }
    if (skipped) continue;
    const std::size_t end = end_of_tag(rest_);
    if (end == std::string_view::npos) break;
    const std::string_view tag = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return take_tag(tag);
  }
  rest_ = {};
  name_ = kNoName;
  return Token::end;
}

}  // namespace picket::domain::items
