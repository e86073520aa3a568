#include "domain/parameterize/fragments.h"

#include <algorithm>
#include <iterator>

#include "base/assert.h"

namespace picket::domain::parameterize {
namespace {

struct Fragment {
  std::string_view name;
  std::string_view expression;
};

// Letters, digits and blanks are spelled out instead of \w, \s and \b: what those mean differs
// between Python (which the reference runs on) and PCRE2, and between versions of PCRE2.
constexpr Fragment kAscii[] = {
    {"d", "[0-9]"},
    {"alnum", "[0-9A-Za-z]"},
    {"word", "[0-9A-Za-z_]"},
    {"ws_chars", R"(\t-\r\x1c-\x20)"},
};

constexpr Fragment kUnicode[] = {
    {"d", R"([0-9\p{Nd}])"},
    {"alnum", R"([0-9A-Za-z\p{L}\p{N}])"},
    {"word", R"([0-9A-Za-z_\p{L}\p{N}])"},
    {"ws_chars",
     R"(\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})"},
};

constexpr Fragment kShared[] = {
    {"ws", "[{ws_chars}]"},
    {"no_ws", "[^{ws_chars}]"},
    // A word boundary before a word character, and after one.
    {"start", "(?<!{word})"},
    {"end", "(?!{word})"},
    // No letter or digit beside it.
    {"alone_start", "(?<!{alnum})"},
    {"alone_end", "(?!{alnum})"},
    // A sign, unless it joins two words.
    {"minus", "(?<!{word})-"},

    {"lower", "[0-9a-f]"},
    {"upper", "[0-9A-F]"},
    {"hex", "[0-9a-fA-F]"},

    {"h", "{hex}{1,4}"},
    {"octet", "(?:25[0-5]|(?:2[0-4]|1?[0-9])?[0-9])"},
    {"quad", R"((?:{octet}\.{octet}\.{octet}\.{octet}))"},
    // A character that may be in a URL, without those that quote one.
    {"not_url_chars", R"('"`\\<>{}|^{ws_chars})"},

    {"dow", "(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)"},
    {"dowl",
     "(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat|"
     "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)"},
    {"mon", "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"},
    {"tzn", "(?:UT|GMT|[ECMP](?:ST|DT)|[A-IK-Z])"},
    {"tz", "(?:[+-]{d}{2}[0-5]{d}|{tzn})"},
    {"hh", "[0-2]{d}"},
    {"mm", "[0-5]{d}"},
    {"clock", "{d}{d}:{d}{d}:{d}{d}"},
    {"day", "{d}{4}-?[01]{d}-?[0-3]{d}"},
    {"sep", "[{ws_chars}T]"},
    {"off", "(?:[+-]{hh}:?{mm}|Z)"},
};

/// By first letter, as an expression tries one alternative after the other.
constexpr std::string_view kTopLevelDomains =
    "a(?:e|l|pp|r|t|u)|b(?:e|g|iz|r|y)|c(?:a|at|c|f|h|l|lub|n|o|om|z)|d(?:e|k)|e(?:du|e|s|u)|"
    "f(?:i|m|r)|g(?:a|ov|q|r)|h(?:k|r|u)|i(?:d|e|l|n|nfo|o|r|s|t)|j(?:obs|p)|k(?:r|z)|"
    "l(?:a|ink|t|v|y)|m(?:e|obi|s|x|y)|n(?:et|ews|g|l|o|z)|o(?:nline|rg)|p(?:e|h|l|ro|t)|"
    "r(?:o|s|u)|s(?:a|e|g|i|ite|k)|t(?:h|ips|k|o|r|v|w)|u(?:a|g|k|s)|vn|wiki|x(?:xx|yz)|za";

const Fragment* find(const Fragment* first, const Fragment* last, std::string_view name) noexcept {
  const auto* const found =
      std::find_if(first, last, [name](const Fragment& f) { return f.name == name; });
  return found == last ? nullptr : found;
}

/// In all lower or all upper case.
std::string top_level_domains() {
  std::string both(kTopLevelDomains);
  both += '|';
  std::transform(
      kTopLevelDomains.begin(), kTopLevelDomains.end(), std::back_inserter(both),
      [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return "(?:" + both + ")";
}

std::string fragment(std::string_view name, Alphabet alphabet) {
  if (name == "tld") return top_level_domains();
  const Fragment* const own = alphabet == Alphabet::ascii
                                  ? find(std::begin(kAscii), std::end(kAscii), name)
                                  : find(std::begin(kUnicode), std::end(kUnicode), name);
  if (own != nullptr) return std::string(own->expression);
  const Fragment* const shared = find(std::begin(kShared), std::end(kShared), name);
  PICKET_ASSERT(shared != nullptr);
  return expand(shared->expression, alphabet);
}

/// Whether a brace opens the name of a fragment: not a quantifier, not a brace that is meant.
bool opens_name(std::string_view expression, std::size_t at) noexcept {
  return expression[at] == '{' && at + 1 < expression.size() && expression[at + 1] >= 'a' &&
         expression[at + 1] <= 'z';
}

}  // namespace

std::string expand(std::string_view expression, Alphabet alphabet) {
  std::string out;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    // \x{85} and \p{Nd} are PCRE2's own.
    const bool escaped = i >= 2 && expression[i - 2] == '\\' &&
                         (expression[i - 1] == 'x' || expression[i - 1] == 'p');
    if (escaped || !opens_name(expression, i)) {
      out += expression[i];
      continue;
    }
    const std::size_t end = expression.find('}', i);
    PICKET_ASSERT(end != std::string_view::npos);
    out += fragment(expression.substr(i + 1, end - i - 1), alphabet);
    i = end;
  }
  return out;
}

}  // namespace picket::domain::parameterize
