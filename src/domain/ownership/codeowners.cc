#include "domain/ownership/codeowners.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/unicode.h"

namespace picket::domain::ownership {
namespace {

constexpr std::string_view kBlanks = " \t\r";

/// The next word, in which a backslash keeps a blank; "" at the end or where a comment begins.
std::string take_word(std::string_view& rest) {
  const std::size_t begin = rest.find_first_not_of(kBlanks);
  rest = begin == std::string_view::npos ? std::string_view() : rest.substr(begin);
  if (rest.empty() || rest.front() == '#') return {};
  std::string word;
  std::size_t at = 0;
  for (; at < rest.size() && kBlanks.find(rest[at]) == std::string_view::npos; ++at) {
    if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
    word.push_back(rest[at]);
  }
  rest = rest.substr(at);
  return word;
}

class Reader {
 public:
  CodeownersReading run(std::string_view text) {
    std::size_t number = 0;
    while (!text.empty() && reading_.rules.size() < kMaxRules) {
      const ascii::Split line = ascii::split_once(text, '\n');
      text = line.tail;
      read_line(ascii::trim(line.head), ++number);
    }
    reading_.unknown_people.assign(unknown_.begin(), unknown_.end());
    return std::move(reading_);
  }

 private:
  void read_line(std::string_view line, std::size_t number) {
    if (line.empty() || line.front() == '#' || line.front() == '!') return;
    if (read_section(line)) return;
    Rule rule;
    rule.kind = RuleKind::codeowners;
    rule.line = number;
    rule.pattern = take_word(line);
    if (rule.pattern.empty() || rule.pattern.size() > kMaxPattern) return;
    rule.owners = read_owners(line);
    if (rule.owners.empty()) rule.owners = of_section_;
    reading_.rules.push_back(std::move(rule));
  }

  /// `[Name]`, `^[Name][2] @owner`: true for such a line.
  bool read_section(std::string_view line) {
    if (line.front() == '^') line.remove_prefix(1);
    if (line.empty() || line.front() != '[') return false;
    const std::size_t end = line.rfind(']');
    const std::size_t blank_after = line.find_first_of(kBlanks, end == line.npos ? 0 : end);
    // `[a]*.txt` is a pattern.
    if (end == line.npos || (end + 1 != line.size() && blank_after != end + 1)) return false;
    std::string_view owners = line.substr(end + 1);
    of_section_ = read_owners(owners);
    return true;
  }

  std::vector<OwnerName> read_owners(std::string_view& rest) {
    std::vector<OwnerName> owners;
    for (std::string word = take_word(rest); !word.empty(); word = take_word(rest)) {
      if (owners.size() == kMaxOwnersOfRule) break;
      const std::size_t at = word.find('@');
      if (at == std::string::npos) continue;
      if (at > 0) {
        std::string address;
        unicode::append_lower(word, address);
        owners.push_back({OwnerName::Kind::user, std::move(address)});
        continue;
      }
      const std::size_t slash = word.rfind('/');
      if (slash == std::string::npos || slash + 1 == word.size()) {
        if (word.size() > 1) unknown_.insert(word.substr(1));
      } else {
        owners.push_back({OwnerName::Kind::team, word.substr(slash + 1)});
      }
    }
    return owners;
  }

  CodeownersReading reading_;
  std::vector<OwnerName> of_section_;
  std::set<std::string> unknown_;
};

}  // namespace

CodeownersReading read_codeowners(std::string_view text) {
  return Reader().run(text);
}

std::vector<Rule> rules_of(const OwnershipSettings& settings) {
  std::vector<Rule> rules = read_codeowners(settings.codeowners).rules;
  if (auto own = parse_rules(settings.rules)) {
    rules.insert(rules.end(), std::make_move_iterator(own->begin()),
                 std::make_move_iterator(own->end()));
  }
  return rules;
}

}  // namespace picket::domain::ownership
