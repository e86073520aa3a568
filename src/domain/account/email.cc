#include "domain/account/email.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/unicode.h"
#include "base/utf8.h"

namespace picket::domain::account {
namespace {

constexpr std::size_t kMaxLocalBytes = 64;  // RFC 5321, section 4.5.3.1.
constexpr std::size_t kMaxLabel = 63;       // RFC 1035, section 2.3.4.
constexpr std::size_t kMaxDomain = 253;

bool is_alnum(char c) noexcept {
  return (ascii::to_lower(c) >= 'a' && ascii::to_lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/// Letters that nobody sees, or that turn around what is written after them: a trick in a name.
bool is_hidden(char32_t c) noexcept {
  return unicode::is_space(c) || (c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x061C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == unicode::kReplacement ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_atom_character(char c) noexcept {
  return is_alnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// "ada.lovelace+picket": no dot at either end, no two in a row.
bool is_local_part(std::string_view text) noexcept {
  if (text.empty() || text.size() > kMaxLocalBytes) return false;
  if (text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos)
    return false;
  while (!text.empty()) {
    const unicode::Decoded next = unicode::decode(text);
    if (next.code_point < 0x80 ? text[0] != '.' && !is_atom_character(text[0])
                               : is_hidden(next.code_point))
      return false;
    text.remove_prefix(next.size);
  }
  return true;
}

bool is_label(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kMaxLabel && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

bool is_domain(std::string_view text) noexcept {
  if (ascii::iequals(text, "localhost")) return true;
  if (text.size() > kMaxDomain || text.find('.') == std::string_view::npos) return false;
  std::string_view last;
  for (std::string_view rest = text;;) {
    const ascii::Split label = ascii::split_once(rest, '.');
    if (!is_label(label.head)) return false;
    last = label.head;
    if (!label.found) break;
    rest = label.tail;
  }
  // Else it is an address such as 127.0.0.1.
  return last.find_first_not_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::string_view sentence(EmailFlaw flaw) noexcept {
  switch (flaw) {
    case EmailFlaw::empty:
      return "Enter an e-mail address.";
    case EmailFlaw::too_long:
      return "This e-mail address is too long.";
    case EmailFlaw::bad_syntax:
      return "This is no e-mail address.";
  }
  return {};
}

Result<std::string, EmailFlaw> read_email(std::string_view typed, std::size_t max_characters) {
  const std::string_view text = unicode::strip(typed);
  if (text.empty()) return unexpected(EmailFlaw::empty);
  if (!is_valid_utf8(text)) return unexpected(EmailFlaw::bad_syntax);
  if (utf8_length(text) > max_characters) return unexpected(EmailFlaw::too_long);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || !is_local_part(text.substr(0, at)) ||
      !is_domain(text.substr(at + 1)))
    return unexpected(EmailFlaw::bad_syntax);
  std::string email(text);
  std::transform(email.begin() + static_cast<std::ptrdiff_t>(at), email.end(),
                 email.begin() + static_cast<std::ptrdiff_t>(at), ascii::to_lower);
  return email;
}

std::string mask_email(std::string_view email) {
  const std::string text = to_valid_utf8(email);
  const std::size_t at = text.rfind('@');
  if (at == std::string::npos || at == 0) return "***";
  const std::string_view local = std::string_view(text).substr(0, at);
  const std::string_view shown =
      utf8_length(local) > 1 ? utf8_prefix(local, 1) : std::string_view();
  return std::string(shown) + "***" + text.substr(at);
}

}  // namespace picket::domain::account
