#include "domain/ownership/rules.h"

#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/filter/glob.h"

namespace picket::domain::ownership {
namespace {

constexpr std::string_view kTagPrefix = "tags.";
constexpr std::array<std::pair<std::string_view, RuleKind>, 4> kKinds{
    {{"url", RuleKind::url},
     {"path", RuleKind::path},
     {"module", RuleKind::module},
     {"codeowners", RuleKind::codeowners}}};

std::string lower(std::string_view text) {
  std::string out;
  unicode::append_lower(text, out);
  return out;
}

bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r';
}

/// Reads one line from left to right; the first error stays.
class LineReader {
 public:
  LineReader(std::string_view line, std::size_t number) : line_(line), number_(number) {}

  /// nullopt for a line without a rule.
  std::optional<Rule> run() {
    skip_blanks();
    if (at_end() || peek() == '#') return std::nullopt;
    Rule rule;
    rule.line = number_;
    read_matcher(rule);
    while (!failed() && (skip_blanks(), !at_end())) read_owner(rule);
    return rule;
  }

  bool failed() const noexcept { return error_.has_value(); }
  const RuleError& error() const { return *error_; }

 private:
  bool at_end() const noexcept { return at_ >= line_.size(); }
  char peek() const noexcept { return line_[at_]; }

  void skip_blanks() noexcept {
    while (!at_end() && is_blank(peek())) ++at_;
  }

  void fail(std::size_t at, std::string what) {
    if (!error_) error_ = RuleError{number_, utf8_length(line_.substr(0, at)) + 1, std::move(what)};
  }

  std::string_view word() noexcept {
    const std::size_t begin = at_;
    while (!at_end() && !is_blank(peek())) ++at_;
    return line_.substr(begin, at_ - begin);
  }

  /// `path:`, `tags.browser:`: without one it is a path.
  void read_kind(Rule& rule) {
    const std::string_view rest = line_.substr(at_);
    for (const auto& [name, kind] : kKinds) {
      if (!rest.starts_with(name) || rest.size() == name.size() || rest[name.size()] != ':')
        continue;
      rule.kind = kind;
      at_ += name.size() + 1;
      return;
    }
    if (!rest.starts_with(kTagPrefix)) return;
    const std::size_t colon = rest.find(':');
    const std::size_t blank = rest.find_first_of(" \t");
    if (colon == std::string_view::npos || blank < colon) return;
    if (colon == kTagPrefix.size()) return fail(at_, "Name a tag after \"tags.\".");
    rule.kind = RuleKind::tag;
    rule.tag = rest.substr(kTagPrefix.size(), colon - kTagPrefix.size());
    at_ += colon + 1;
  }

  void read_matcher(Rule& rule) {
    const std::size_t begin = at_;
    read_kind(rule);
    if (failed()) return;
    if (!at_end() && peek() == '"') {
      read_quoted(rule);
    } else {
      rule.pattern = word();
    }
    if (failed()) return;
    if (rule.pattern.empty()) return fail(at_, "A pattern is missing here.");
    if (rule.pattern.size() > kMaxPattern)
      return fail(begin, "This pattern is longer than 1,000 bytes.");
    check_pattern(rule, begin);
  }

  void check_pattern(const Rule& rule, std::size_t begin) {
    if (rule.kind == RuleKind::codeowners) return;  // Any text is one.
    const auto glob = filter::Glob::compile(rule.pattern, filter::GlobCase::ignored);
    if (!glob)
      fail(begin, "This pattern cannot be read: " + std::string(to_string(glob.error())) + '.');
  }

  void read_quoted(Rule& rule) {
    const std::size_t begin = at_++;
    for (; !at_end(); ++at_) {
      char c = peek();
      if (c == '"') {
        ++at_;
        if (!at_end() && !is_blank(peek())) fail(at_, "Expected a space after the quoted pattern.");
        return;
      }
      if (c == '\\' && at_ + 1 < line_.size()) c = line_[++at_];
      rule.pattern.push_back(c);
    }
    fail(begin, "This quote is not closed.");
  }

  void read_owner(Rule& rule) {
    const std::size_t begin = at_;
    const std::string_view name = word();
    if (rule.owners.size() == kMaxOwnersOfRule)
      return fail(begin, "A rule has at most 100 owners.");
    if (name == "#") return fail(begin, "Name a team after \"#\".");
    if (name.front() == '#') {
      rule.owners.push_back({OwnerName::Kind::team, std::string(name.substr(1))});
    } else if (name.front() == '@') {
      fail(begin,
           "\"" + std::string(name) + "\" is how CODEOWNERS names a team; write #team-slug.");
    } else if (name.find('@') == std::string_view::npos) {
      fail(begin, "\"" + std::string(name) + "\" is neither #team-slug nor an email address.");
    } else {
      rule.owners.push_back({OwnerName::Kind::user, lower(name)});
    }
  }

  const std::string_view line_;
  const std::size_t number_;
  std::size_t at_ = 0;
  std::optional<RuleError> error_;
};

}  // namespace

Result<std::vector<Rule>, RuleError> parse_rules(std::string_view text) {
  if (text.size() > kMaxRulesText)
    return unexpected(RuleError{1, 1, "The rules are longer than 250,000 bytes."});
  std::vector<Rule> rules;
  std::size_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const ascii::Split line = ascii::split_once(rest, '\n');
    rest = line.tail;
    LineReader reader(line.head, ++number);
    std::optional<Rule> rule = reader.run();
    if (reader.failed()) return unexpected(reader.error());
    if (!rule) continue;
    if (rules.size() == kMaxRules)
      return unexpected(RuleError{number, 1, "There are more than 5,000 rules."});
    rules.push_back(*std::move(rule));
  }
  return rules;
}

std::string matcher_name(const Rule& rule) {
  if (rule.kind == RuleKind::tag) return std::string(kTagPrefix) + rule.tag;
  for (const auto& [name, kind] : kKinds) {
    if (kind == rule.kind) return std::string(name);
  }
  return {};
}

}  // namespace picket::domain::ownership
