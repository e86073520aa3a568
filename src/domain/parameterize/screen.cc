#include "domain/parameterize/screen.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace picket::domain::parameterize {
namespace {

enum class Class : std::uint8_t {
  other,
  letter,
  hex_letter,
  gap,  ///< Stands between pairs of hex letters: a blank or a hyphen.
  digit,
  mark,  ///< Says something together with what is around it.
  not_ascii,
};

constexpr Class class_of(unsigned char c) noexcept {
  if (c >= 0x80) return Class::not_ascii;
  if (c >= '0' && c <= '9') return Class::digit;
  const unsigned char lower = c | 0x20U;
  if (lower >= 'a' && lower <= 'f') return Class::hex_letter;
  if (lower >= 'g' && lower <= 'z') return Class::letter;
  if ((c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x20) || c == '-') return Class::gap;
  return c == '@' || c == ':' || c == '.' || c == '=' || c == '(' ? Class::mark : Class::other;
}

constexpr std::array<Class, 256> kClasses = [] {
  std::array<Class, 256> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    classes[c] = class_of(static_cast<unsigned char>(c));
  }
  return classes;
}();

constexpr Class class_at(std::string_view text, std::size_t at) noexcept {
  return at < text.size() ? kClasses[static_cast<unsigned char>(text[at])] : Class::other;
}

/// A hash of letters alone is at least this long, and so are six pairs of letters with a gap
/// between each: shorter runs of hex letters and gaps are words.
constexpr std::size_t kLeastRun = 8;

/// A group of a hardware address that is written with dots.
constexpr std::size_t kDottedGroup = 4;

bool is_hex_group(std::string_view text, std::size_t at) noexcept {
  for (std::size_t i = 0; i < kDottedGroup; ++i) {
    if (class_at(text, at + i) != Class::hex_letter) return false;
  }
  return true;
}

/// A mark that is not the last byte.
void look_at_mark(std::string_view text, std::size_t at, Screen& found) noexcept {
  const char next = text[at + 1];
  const Class kind = class_at(text, at + 1);
  const bool letter = kind == Class::letter || kind == Class::hex_letter;
  switch (text[at]) {
    case '@':
      if (letter || kind == Class::digit || next == '-') found.add(Need::at_sign);
      break;
    case '.':
      if (letter) found.add(Need::dotted_name);
      if (is_hex_group(text, at + 1)) found.add(Need::number);
      break;
    case ':':
      if (text.substr(at).starts_with("://")) found.add(Need::scheme);
      if (kind == Class::hex_letter || next == ':') found.add(Need::number);
      break;
    case '=':
      if (std::string_view("'\"TtFf").find(next) != std::string_view::npos) {
        found.add(Need::assignment);
      }
      break;
    default:  // A parenthesis. What Python shows of a date may have names in it.
      if (text.substr(0, at).ends_with("datetime")) found.add(Need::number);
  }
}

}  // namespace

Screen screen(std::string_view text) noexcept {
  Screen found;
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (class_at(text, i)) {
      case Class::hex_letter:
      case Class::gap:
        if (++run >= kLeastRun) found.add(Need::number);
        continue;
      case Class::digit:
        found.add(Need::number);
        break;
      case Class::not_ascii:  // It may be a digit.
        found.add(Need::number);
        found.add_not_ascii();
        break;
      case Class::mark:
        if (i + 1 < text.size()) look_at_mark(text, i, found);
        break;
      case Class::letter:
      case Class::other:
        break;
    }
    run = 0;
  }
  return found;
}

}  // namespace picket::domain::parameterize
