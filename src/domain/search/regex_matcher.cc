#include "domain/search/regex_matcher.h"

#include <utility>

#include <re2/re2.h>

#include "base/unicode.h"

namespace picket::domain::search {
namespace {

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(RegexMatcher::kMaxBytes);
  return options;
}

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

/// ASCII but letters, digits and _ gets a backslash, which makes it stand for itself.
void append_quoted(std::string_view text, std::string& regex) {
  for (const char c : text) {
    if (c == '\0') {
      regex += "\\x00";
      continue;
    }
    const bool is_sign = static_cast<unsigned char>(c) < 0x80 && c != '_' && (c < '0' || c > '9') &&
                         (c < 'A' || c > 'Z') && (c < 'a' || c > 'z');
    if (is_sign) regex += '\\';
    regex += c;
  }
}

}  // namespace

std::string lower_regex(const TextPattern& pattern) {
  std::string regex = "\\A";
  for (const std::string& piece : pattern.pieces()) {
    if (&piece != &pattern.pieces().front()) regex += ".*";
    std::string lowered;
    unicode::append_lower(piece, lowered);
    append_quoted(lowered, regex);
  }
  return regex + "\\z";
}

struct RegexMatcher::Machine {
  re2::RE2 expression;
};

RegexMatcher::RegexMatcher(std::shared_ptr<const Machine> machine) : machine_(std::move(machine)) {}

std::optional<RegexMatcher> RegexMatcher::compile(std::string_view pattern) {
  std::shared_ptr<const Machine> machine(new Machine{{piece(pattern), options()}});
  if (!machine->expression.ok()) return std::nullopt;
  return RegexMatcher(std::move(machine));
}

bool RegexMatcher::occurs_in(std::string_view text) const {
  return re2::RE2::PartialMatch(piece(text), machine_->expression);
}

}  // namespace picket::domain::search
