#include "domain/fingerprint_rules/parse.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/unicode.h"

namespace picket::domain::fingerprint_rules {
namespace {

using Key = Matcher::Key;

struct KeyName {
  std::string_view name;
  Key key;
};
constexpr KeyName kKeys[] = {
    {"error.type", Key::type},   {"type", Key::type},
    {"error.value", Key::value}, {"value", Key::value},
    {"message", Key::message},   {"logger", Key::logger},
    {"level", Key::level},       {"stack.module", Key::module},
    {"module", Key::module},     {"stack.function", Key::function},
    {"function", Key::function}, {"stack.abs_path", Key::path},
    {"path", Key::path},         {"stack.package", Key::package},
    {"package", Key::package},   {"app", Key::app},
    {"family", Key::family},     {"sdk", Key::sdk},
    {"release", Key::release},
};

bool is_key_char(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

/// Bytes at the start of a text that are no white space; `stops` end it too.
std::size_t run_of(std::string_view text, std::string_view stops) noexcept {
  std::size_t end = 0;
  while (end < text.size() && stops.find(text[end]) == std::string_view::npos) {
    const unicode::Decoded next = unicode::decode(text.substr(end));
    if (unicode::is_space(next.code_point)) break;
    end += next.size;
  }
  return end;
}

/// The code point of `digits` hex digits; nullopt when they are not.
std::optional<char32_t> hex_point(std::string_view text, std::size_t digits) noexcept {
  if (text.size() < digits) return std::nullopt;
  char32_t point = 0;
  for (const char c : text.substr(0, digits)) {
    const int value = ascii::hex_value(c);
    if (value < 0) return std::nullopt;
    point = point * 16 + static_cast<char32_t>(value);
  }
  const bool is_scalar = point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
  return is_scalar ? point : unicode::kReplacement;
}

/// Escapes as in a text of Python; one that is none stays as it is.
std::string unescaped(std::string_view text) {
  constexpr std::string_view kNames = "ntrabfv\\\"'";
  constexpr std::string_view kMeanings = "\n\t\r\a\b\f\v\\\"'";
  std::string out;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c != '\\' || text.empty()) {
      out += c;
      continue;
    }
    const char name = text.front();
    const std::size_t known = kNames.find(name);
    const std::size_t digits = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
    if (known != std::string_view::npos) {
      out += kMeanings[known];
      text.remove_prefix(1);
    } else if (const auto point = hex_point(text.substr(1), digits); digits > 0 && point) {
      unicode::append(*point, out);
      text.remove_prefix(1 + digits);
    } else {
      out += c;
    }
  }
  return out;
}

/// One line.
class Parser {
 public:
  explicit Parser(std::string_view line) : line_(line), rest_(line) {}

  std::size_t column() const noexcept { return line_.size() - rest_.size() + 1; }

  Result<Rule, std::string> parse() {
    Rule rule;
    do {
      auto one = matcher();
      if (!one) return unexpected(std::move(one.error()));
      rule.matchers.push_back(*std::move(one));
      if (rule.matchers.size() > kMaxPartsOfRule) return too_many("matchers");
      skip_blanks();
    } while (!rest_.empty() && !rest_.starts_with("->"));
    if (rest_.empty()) return expected("\"->\"");
    rest_.remove_prefix(2);
    skip_blanks();
    if (rest_.empty()) return expected("a fingerprint");
    while (!rest_.empty()) {
      if (auto read = entry(rule); !read) return unexpected(std::move(read.error()));
      if (rule.fingerprint.size() > kMaxPartsOfRule) return too_many("entries");
      skip_blanks();
      if (rest_.starts_with(',')) rest_.remove_prefix(1);
      skip_blanks();
    }
    return rule;
  }

 private:
  unexpected<std::string> expected(std::string_view what) const {
    if (rest_.empty()) return unexpected(fmt::format("expected {} at the end", what));
    constexpr std::size_t kShown = 20;
    std::size_t shown = std::min(kShown, rest_.size());
    // Not in the middle of a character.
    while (shown < rest_.size() && (static_cast<unsigned char>(rest_[shown]) & 0xC0U) == 0x80U) {
      ++shown;
    }
    return unexpected(fmt::format("expected {} instead of \"{}\"", what, rest_.substr(0, shown)));
  }
  unexpected<std::string> too_many(std::string_view what) const {
    return unexpected(fmt::format("more than {} {}", kMaxPartsOfRule, what));
  }

  void skip_blanks() noexcept {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  std::string_view take(std::size_t size) noexcept {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  Result<Matcher, std::string> matcher() {
    Matcher matcher;
    if (rest_.starts_with('!')) {
      matcher.negated = true;
      rest_.remove_prefix(1);
    }
    const std::string_view start = rest_;
    auto name = key();
    if (!name) return unexpected(std::move(name.error()));
    if (!rest_.starts_with(':')) return expected("\":\" after a matcher's name");
    constexpr std::string_view kTags = "tags.";
    const auto* const known = std::find_if(std::begin(kKeys), std::end(kKeys),
                                           [&](const KeyName& k) { return k.name == *name; });
    if (known != std::end(kKeys)) {
      matcher.key = known->key;
    } else if (name->starts_with(kTags) && name->size() > kTags.size()) {
      matcher.key = Key::tag;
      matcher.tag = name->substr(kTags.size());
    } else {
      rest_ = start;
      return unexpected(fmt::format("Unknown matcher '{}'", *name));
    }
    rest_.remove_prefix(1);
    if (rest_.starts_with('"')) {
      auto text = quoted();
      if (!text) return unexpected(std::move(text.error()));
      matcher.pattern = *std::move(text);
    } else {
      matcher.pattern = take(run_of(rest_, ""));
      if (matcher.pattern.empty()) return expected("a pattern");
    }
    return matcher;
  }

  Result<std::string_view, std::string> key() {
    const bool is_quoted = rest_.starts_with('"');
    std::size_t end = is_quoted ? 1 : 0;
    while (end < rest_.size() && (is_key_char(rest_[end]) || (is_quoted && rest_[end] == ':'))) {
      ++end;
    }
    const std::string_view name = rest_.substr(is_quoted ? 1 : 0, end - (is_quoted ? 1 : 0));
    if (name.empty() || (is_quoted && !rest_.substr(end).starts_with('"'))) {
      return expected("a matcher");
    }
    take(end + (is_quoted ? 1 : 0));
    return name;
  }

  /// From the first quote on.
  Result<std::string, std::string> quoted() {
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    if (end >= rest_.size()) return expected("a text with a closing quote");
    return unescaped(take(end + 1).substr(1, end - 1));
  }

  Result<void, std::string> entry(Rule& rule) {
    const std::size_t name = key_before_value();
    if (name > 0) return attribute(take(name), rule);
    if (rest_.starts_with('"')) {
      auto text = quoted();
      if (!text) return unexpected(std::move(text.error()));
      rule.fingerprint.push_back(*std::move(text));
      return {};
    }
    if (rest_.starts_with("{{")) return variable(rule);
    const std::string_view word = take(run_of(rest_, "{,"));
    if (word.empty()) return expected("an entry of the fingerprint");
    rule.fingerprint.emplace_back(word);
    return {};
  }

  /// Size of the key where an attribute begins, else 0.
  std::size_t key_before_value() const noexcept {
    std::size_t end = 0;
    while (end < rest_.size() && is_key_char(rest_[end])) ++end;
    return rest_.substr(end).starts_with("=\"") ? end : 0;
  }

  Result<void, std::string> attribute(std::string_view name, Rule& rule) {
    if (name != "title") return unexpected(fmt::format("Unknown attribute '{}'", name));
    rest_.remove_prefix(1);
    auto text = quoted();
    if (!text) return unexpected(std::move(text.error()));
    rule.title = *std::move(text);
    return {};
  }

  Result<void, std::string> variable(Rule& rule) {
    const std::size_t end = rest_.find("}}");
    if (end == std::string_view::npos) return expected("a variable with closing braces");
    const std::string_view name = unicode::strip(rest_.substr(2, end - 2));
    if (name.empty() || run_of(name, "") != name.size()) return expected("one variable's name");
    take(end + 2);
    rule.fingerprint.push_back(fmt::format("{{{{ {} }}}}", name));
    return {};
  }

  std::string_view line_;
  std::string_view rest_;
};

}  // namespace

std::string to_string(const RuleError& error) {
  return fmt::format("line {}, column {}: {}", error.line, error.column, error.message);
}

Result<std::vector<ParsedRule>, RuleError> parse_rules(std::string_view text) {
  if (text.size() > kMaxRulesChars && unicode::count(text) > kMaxRulesChars) {
    return unexpected(RuleError{1, 1, fmt::format("more than {} characters", kMaxRulesChars)});
  }
  std::vector<ParsedRule> rules;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find_first_of("\r\n");
    std::string_view line = text.substr(0, end);
    const bool is_crlf = end != std::string_view::npos && text.substr(end).starts_with("\r\n");
    text =
        end == std::string_view::npos ? std::string_view() : text.substr(end + (is_crlf ? 2 : 1));
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(indent);
    if (line.empty() || line.front() == '#') continue;

    Parser parser(line);
    auto rule = parser.parse();
    if (!rule) {
      return unexpected(RuleError{number, indent + parser.column(), std::move(rule.error())});
    }
    if (rules.size() == kMaxRules) {
      return unexpected(RuleError{number, 1, fmt::format("more than {} rules", kMaxRules)});
    }
    rules.push_back({*std::move(rule), number});
  }
  return rules;
}

}  // namespace picket::domain::fingerprint_rules
