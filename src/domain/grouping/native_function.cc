#include "domain/grouping/native_function.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/unicode.h"
#include "domain/grouping/brackets.h"

namespace picket::domain::grouping {
namespace {

/// Longer names stay as they are. Normalization cuts names at 276 characters, of up to 4 bytes;
/// nested Rust traits recurse, so that the length also bounds the stack.
constexpr std::size_t kLongestNameBytes = 276 * 4;

// Stand-ins for sequences whose brackets must not be taken for groups.
constexpr char kLess = '\x01';
constexpr char kParens = '\x02';
constexpr char kArrow = '\x03';
constexpr char kAnonymous = '\x04';

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}
constexpr bool is_word(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::size_t count_while(std::string_view text, bool (*accepts)(char) noexcept) noexcept {
  const auto end = std::find_if_not(text.begin(), text.end(), accepts);
  return static_cast<std::size_t>(end - text.begin());
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

/// Most names need nothing: spares them the passes.
bool is_plain(std::string_view f) noexcept {
  const auto plain = [](char c) {
    return (is_word(c) && static_cast<unsigned char>(c) < 0x80) || c == ':' || c == '.';
  };
  return !f.empty() && std::all_of(f.begin(), f.end(), plain) && !f.ends_with("const") &&
         f.find("lambda_") == std::string_view::npos && f.find("::h") == std::string_view::npos;
}

/// Length of gcc's `{lambda(...)#1}` at the start of the text, or 0.
std::size_t gcc_lambda(std::string_view text) noexcept {
  if (!text.starts_with("{lambda(")) return 0;
  const std::string_view line = text.substr(0, text.find('\n'));
  constexpr std::size_t kAfterOpener = 8;
  for (std::size_t at = kAfterOpener; (at = line.find(")#", at)) != std::string_view::npos; ++at) {
    const std::size_t digits = count_while(line.substr(at + 2), is_digit);
    const std::size_t end = at + 2 + digits;
    if (digits > 0 && end < line.size() && line[end] == '}') return end + 1;
  }
  return 0;
}

/// Length of the lambda of gcc, msvc (`lambda_` and a hash) or clang (`$_0`) that starts at `at`,
/// or 0.
std::size_t lambda_at(std::string_view whole, std::size_t at) noexcept {
  const std::string_view text = whole.substr(at);
  const auto word_ends = [&](std::size_t end) { return end == text.size() || !is_word(text[end]); };
  if (text.starts_with("lambda_")) {
    constexpr std::size_t kHash = 7;
    constexpr std::size_t kEnd = kHash + 32;
    const bool starts = at == 0 || !is_word(whole[at - 1]);
    const bool hash = count_while(text.substr(kHash), is_lower_hex) >= 32;
    return starts && hash && word_ends(kEnd) ? kEnd : 0;
  }
  if (text.starts_with("$_")) {
    const std::size_t digits = count_while(text.substr(2), is_digit);
    return digits > 0 && word_ends(2 + digits) ? 2 + digits : 0;
  }
  return gcc_lambda(text);
}

std::string name_lambdas(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t length = lambda_at(text, i); length > 0) {
      out += "lambda";
      i += length;
    } else {
      out += text[i++];
    }
  }
  return out;
}

/// msvc's name of an anonymous namespace in inline functions: `?A0x`, 8 digits of a hash, `::`.
void name_anonymous_namespaces(std::string& text) {
  constexpr std::string_view kMark = "?A0x";
  constexpr std::size_t kHashDigits = 8;
  for (std::size_t at = 0; (at = text.find(kMark, at)) != std::string::npos; ++at) {
    const std::string_view rest = std::string_view(text).substr(at + kMark.size());
    const bool hash = count_while(rest.substr(0, kHashDigits), is_lower_hex) == kHashDigits;
    if (hash && rest.substr(kHashDigits).starts_with("::")) {
      text.replace(at, kMark.size() + kHashDigits, 1, kAnonymous);
    }
  }
}

std::string keep_unless_clone(std::string_view content, std::size_t) {
  if (content.starts_with("clone .")) return {};
  return '[' + std::string(content) + ']';
}

std::string drop_arguments(std::string_view content, std::size_t) {
  const std::string_view inner = unicode::strip(content);
  if (inner != "anonymous namespace" && inner != "operator") return {};
  return '(' + std::string(inner) + ')';
}

std::string simplify_generics(std::string_view content, std::size_t start) {
  if (content == "lambda" || lambda_at(content, 0) > 0) return '<' + std::string(content) + '>';
  if (start > 0) return "<T>";

  // Rust's <Type as Trait>::method. In a blanket implementation the trait says more than `T`.
  const bool blanket = content.size() >= 5 && content[0] >= 'A' && content[0] <= 'Z' &&
                       content.substr(1).starts_with(" as ");
  if (blanket) content.remove_prefix(5);
  std::string type = replace_enclosed(content, '<', '>', simplify_generics);
  type.resize(std::min(type.find(" as "), type.size()));
  return type;
}

std::string_view without_trailers(std::string_view text) noexcept {
  constexpr std::string_view kConst = "const";
  while (true) {
    if (text.ends_with('&')) {
      text.remove_suffix(1);
    } else if (text.ends_with(kConst) &&
               (text.size() == kConst.size() || !is_word(text[text.size() - kConst.size() - 1]))) {
      text.remove_suffix(kConst.size());
    } else {
      return text;
    }
    text = unicode::strip_right(text);
  }
}

void mask(std::string& text) {
  replace_all(text, "operator<<", std::string("operator") + kLess + kLess);
  replace_all(text, "operator<", std::string("operator") + kLess);
  replace_all(text, "operator()", std::string("operator") + kParens);
  replace_all(text, "operator->", std::string("operator") + kArrow);
  replace_all(text, " -> ", std::string{' ', kArrow, ' '});
  replace_all(text, "`anonymous namespace'", {&kAnonymous, 1});
}

std::string unmask(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == kLess) {
      out += '<';
    } else if (c == kParens) {
      out += "()";
    } else if (c == kArrow) {
      out += "->";
    } else if (c == kAnonymous) {
      out += "`anonymous namespace'";
    } else {
      out += c;
    }
  }
  return out;
}

/// The token that is the function's name, among those of a declaration.
std::string pick_name(std::string_view text, const std::vector<std::string_view>& tokens) {
  if (text.find("initialization expression of") != std::string_view::npos) {
    auto of = std::find(tokens.rbegin(), tokens.rend(), "of").base();
    if (of != tokens.end() && *of == "static") ++of;
    if (of != tokens.end() && of != tokens.begin()) {
      const std::string_view token = *of;
      return "initializer expression of " + std::string(token.substr(token.starts_with(':')));
    }
  }
  const std::string_view arrow_token(&kArrow, 1);
  auto before = std::find(tokens.rbegin(), tokens.rend(), arrow_token);
  if (before != tokens.rend()) ++before;
  if (before != tokens.rend() && *before == "throws") ++before;
  return std::string(before != tokens.rend() ? *before : tokens.back());
}

std::string name_of(std::string_view text, std::string_view platform) {
  std::vector<std::string_view> tokens = split_tokens(text);
  if (tokens.empty()) return {};
  // msvc puts a blank between an operator and its template parameters.
  std::string joined;
  if (tokens.size() > 1 && tokens.back() == "<T>") {
    tokens.pop_back();
    joined = std::string(tokens.back()) + " <T>";
    tokens.back() = joined;
  }

  std::string name = pick_name(text, tokens);
  const bool swift = platform == "cocoa" || platform == "swift";
  if (swift && name.starts_with('@')) {
    name = text.find("thunk for ") != std::string_view::npos ? "thunk for closure" : "closure";
  } else if (name != "closure" &&
             std::find(tokens.begin(), tokens.end(), "closure") != tokens.end()) {
    name.insert(0, "closure in ");
  }
  return name;
}

/// Rust's hash, GNU symbol versions, Windows' decorations.
std::string_view without_symbol_suffix(std::string_view name) noexcept {
  constexpr std::size_t kRustHash = 3 + 16;
  if (name.size() >= kRustHash) {
    const std::string_view end = name.substr(name.size() - kRustHash);
    const bool hash = std::all_of(end.begin() + 3, end.end(),
                                  [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); });
    if (end.starts_with("::h") && hash) name.remove_suffix(kRustHash);
  }
  constexpr std::string_view kGlibc = "@GLIBC_";
  if (const std::size_t at = name.rfind(kGlibc); at != std::string_view::npos) {
    const std::string_view version = name.substr(at + kGlibc.size());
    if (!version.empty() && version.find_first_not_of("0123456789.") == std::string_view::npos) {
      name = name.substr(0, at > 0 && name[at - 1] == '@' ? at - 1 : at);
    }
  }
  if (const std::size_t at = name.rfind('@'); at != std::string_view::npos) {
    const std::string_view bytes = name.substr(at + 1);
    if (!bytes.empty() && std::all_of(bytes.begin(), bytes.end(), is_digit)) {
      name = name.substr(0, at);
      if (name.starts_with('@')) name.remove_prefix(1);
    }
  }
  return name;
}

}  // namespace

std::string trim_native_function_name(std::string_view function, std::string_view platform) {
  if (function == "<redacted>" || function == "<unknown>" || function.size() > kLongestNameBytes ||
      is_plain(function)) {
    return std::string(function);
  }
  const std::string_view stripped = unicode::strip(function);
  for (std::string_view objective_c : {"[", "+[", "-["}) {
    if (stripped.starts_with(objective_c)) return std::string(stripped);
  }

  std::string text = replace_enclosed(stripped, '[', ']', keep_unless_clone);
  text = std::string(without_trailers(unicode::strip_right(text)));
  mask(text);
  text = name_lambdas(text);
  name_anonymous_namespaces(text);
  text = replace_enclosed(text, '(', ')', drop_arguments);
  text = replace_enclosed(text, '<', '>', simplify_generics);

  const std::string name = unmask(name_of(text, platform));
  return std::string(without_symbol_suffix(name.empty() ? function : std::string_view(name)));
}

}  // namespace picket::domain::grouping
