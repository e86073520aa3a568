#include "domain/scrub/regex_syntax.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.h"

namespace picket::domain::scrub {
namespace {

constexpr std::string_view kDigit = R"(\p{Nd})";
constexpr std::string_view kSpace = R"(\t-\r \x{85}\p{Z})";
constexpr std::string_view kWord = R"(\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\x{200c}\x{200d})";

class Translation {
 public:
  explicit Translation(std::string_view text) : rest_(text) {}

  Result<std::string, std::string> run() {
    while (!rest_.empty() && error_.empty()) step();
    if (!error_.empty()) return unexpected(std::move(error_));
    return std::move(out_);
  }

 private:
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }
  void copy() { out_ += take(); }

  void step() {
    if (rest_.front() == '\\') return escape();
    if (in_class_) return class_char();
    if (rest_.front() == '[') return open_class();
    if (rest_.starts_with("(?")) return flags();
    copy();
  }

  void open_class() {
    copy();
    in_class_ = true;
    if (rest_.starts_with('^')) copy();
    if (rest_.starts_with(']')) {  // The first one is a member.
      take();
      out_ += R"(\])";
    }
  }

  void class_char() {
    if (rest_.starts_with("[:")) {
      const std::size_t end = rest_.find(":]");
      if (end != std::string_view::npos) {
        out_ += rest_.substr(0, end + 2);
        rest_.remove_prefix(end + 2);
        return;
      }
    }
    if (rest_.front() == '[' || rest_.starts_with("&&") || rest_.starts_with("--") ||
        rest_.starts_with("~~")) {
      error_ = "classes inside of classes are not supported";
      return;
    }
    if (rest_.front() == ']') in_class_ = false;
    copy();
  }

  /// `(?flags)`, `(?flags:...)`, `(?P<name>...)`, `(?<name>...)`.
  void flags() {
    copy();
    copy();
    if (rest_.starts_with('<') && !rest_.starts_with("<=") && !rest_.starts_with("<!")) {
      out_ += 'P';
      return;
    }
    std::string flags;
    while (!rest_.empty() && is_flag(rest_.front())) {
      const char flag = take();
      if (flag == 'x') {
        error_ = "the flag x (white space is ignored) is not supported";
        return;
      }
      if (flag != 'u' && flag != 'R') flags += flag;  // Unicode is on, and R has no equal.
    }
    if (flags.ends_with('-')) flags.pop_back();
    out_ += flags.empty() && rest_.starts_with(')') ? ":" : flags;
  }

  static bool is_flag(char c) noexcept { return c == '-' || c == 'R' || (c >= 'a' && c <= 'z'); }

  void escape() {
    if (rest_.size() < 2) return copy();
    const char kind = rest_[1];
    switch (kind) {
      case 'd':
        return replace(kDigit);
      case 'D':
        rest_.remove_prefix(2);
        out_ += R"(\P{Nd})";
        return;
      case 's':
        return replace(kSpace);
      case 'w':
        return replace(kWord);
      case 'S':
      case 'W':
        // In a class RE2 has no difference of two; its ASCII one takes more.
        if (in_class_) break;
        rest_.remove_prefix(2);
        out_ += fmt::format("[^{}]", kind == 'S' ? kSpace : kWord);
        return;
      case 'u':
      case 'U':
        return code_point();
      default:
        break;
    }
    copy();
    copy();
  }

  void replace(std::string_view members) {
    rest_.remove_prefix(2);
    out_ += in_class_ ? std::string(members) : fmt::format("[{}]", members);
  }

  /// `\u{1f600}`, `\u00e9`, `\U0001f600`.
  void code_point() {
    const std::size_t fixed = rest_[1] == 'u' ? 4 : 8;
    rest_.remove_prefix(2);
    std::string_view digits = rest_.substr(0, fixed);
    std::size_t used = digits.size();
    bool is_whole = digits.size() == fixed;
    if (rest_.starts_with('{')) {
      digits = rest_.substr(1, rest_.find('}') - 1);
      used = digits.size() + 2;
      is_whole = used <= rest_.size();
    }
    const bool all_hex =
        std::all_of(digits.begin(), digits.end(), [](char c) { return ascii::hex_value(c) >= 0; });
    if (digits.empty() || !all_hex || !is_whole) {
      error_ = "invalid escape \\u";
      return;
    }
    out_ += fmt::format("\\x{{{}}}", digits);
    rest_.remove_prefix(used);
  }

  std::string_view rest_;
  std::string out_;
  std::string error_;
  bool in_class_ = false;
};

}  // namespace

Result<std::string, std::string> to_re2_syntax(std::string_view expression) {
  return Translation(expression).run();
}

}  // namespace picket::domain::scrub
