#include "domain/issue/short_id.h"

#include <algorithm>
#include <limits>

#include "base/ascii.h"

namespace picket::domain {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

constexpr char to_upper(char c) noexcept {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<std::int64_t> parse_code(std::string_view code) {
  if (code.empty()) return std::nullopt;
  std::int64_t number = 0;
  for (char c : code) {
    c = to_upper(c);
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number * 32 + static_cast<std::int64_t>(digit);
    if (number > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  }
  return number;
}

}  // namespace

std::string format_short_id(std::string_view project_slug, std::int64_t number) {
  std::string code;
  do {
    code.insert(code.begin(), kAlphabet[static_cast<std::size_t>(number % 32)]);
    number /= 32;
  } while (number > 0);
  std::string text(project_slug);
  std::transform(text.begin(), text.end(), text.begin(), to_upper);
  return text + '-' + code;
}

std::optional<ShortId> parse_short_id(std::string_view text) {
  text = ascii::trim(text);
  const std::size_t at = text.find_last_of("-_ \t");
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const auto number = parse_code(text.substr(at + 1));
  if (!number) return std::nullopt;
  ShortId id{std::string(text.substr(0, at)), *number};
  std::transform(id.slug.begin(), id.slug.end(), id.slug.begin(), ascii::to_lower);
  return id;
}

}  // namespace picket::domain
