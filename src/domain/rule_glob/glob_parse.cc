#include "domain/rule_glob/glob_parse.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace picket::domain::rule_glob {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Behind the "]" of the class that begins at `at`; kNone without one.
std::size_t class_end(std::string_view pattern, std::size_t at) noexcept {
  ++at;
  if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;  // The first is one of the class.
  const std::size_t end = pattern.find(']', at);
  return end == kNone ? kNone : end + 1;
}

/// Behind the byte, class or escape at `at`; kNone when it is not complete.
std::size_t item_end(std::string_view pattern, std::size_t at) noexcept {
  if (pattern[at] == '[') return class_end(pattern, at);
  if (pattern[at] != '\\') return at + 1;
  return at + 1 < pattern.size() ? at + 2 : kNone;
}

struct Group {
  std::size_t begin = kNone;  ///< Of its "{"; kNone when there is none.
  std::size_t end = 0;        ///< Behind its "}".
  std::vector<std::string_view> alternatives;
};

/// The first group that is in no other.
Result<Group, GlobError> first_group(std::string_view pattern) {
  Group group;
  std::size_t depth = 0;
  std::size_t from = 0;
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    const std::size_t next = item_end(pattern, at);
    if (next == kNone) {
      return unexpected(c == '[' ? GlobError::unclosed_class : GlobError::dangling_escape);
    }
    if (c == '{' && ++depth == 1) {
      group.begin = at;
      from = next;
    } else if (c == ',' && depth == 1) {
      group.alternatives.push_back(pattern.substr(from, at - from));
      from = next;
    } else if (c == '}') {
      if (depth == 0) return unexpected(GlobError::unbalanced_alternatives);
      if (--depth == 0) {
        group.alternatives.push_back(pattern.substr(from, at - from));
        group.end = next;
        return group;
      }
    }
    at = next;
  }
  if (depth > 0) return unexpected(GlobError::unbalanced_alternatives);
  return group;
}

class Parser {
 public:
  Parser(std::string_view pattern, GlobOptions options) : pattern_(pattern), options_(options) {
    wild_.set();
    if (!options.newlines) wild_.reset('\n');
    run_ = wild_;
    if (options.path) run_.reset('/');
  }

  Result<Branch, GlobError> parse() {
    while (at_ < pattern_.size()) {
      const std::size_t end = item_end(pattern_, at_);
      if (end == kNone) {
        return unexpected(pattern_[at_] == '[' ? GlobError::unclosed_class
                                               : GlobError::dangling_escape);
      }
      const char c = pattern_[at_];
      if (c == '*') {
        read_stars();
        continue;
      }
      if (c == '[') {
        if (!read_class(pattern_.substr(at_ + 1, end - at_ - 2))) {
          return unexpected(GlobError::bad_range);
        }
      } else if (c == '?') {
        steps_.push_back({Step::Op::one_of, 0, run_});
      } else {
        add_byte(pattern_[end - 1]);
      }
      at_ = end;
    }
    return finish();
  }

 private:
  bool ignores_case() const noexcept { return options_.path || options_.ignore_case; }

  void add_byte(char c) {
    const char folded = ignores_case() ? ascii::to_lower(c) : c;
    steps_.push_back({Step::Op::byte, static_cast<unsigned char>(folded), {}});
  }
  void add_run() {
    if (steps_.empty() || steps_.back().op != Step::Op::star || steps_.back().set != run_) {
      steps_.push_back({Step::Op::star, 0, run_});
    }
  }
  void add_rest() { steps_.push_back({Step::Op::star, 0, wild_}); }

  /// One star, or two, which are more where they are a whole directory.
  void read_stars() {
    const std::size_t second = at_ + 1;
    if (second == pattern_.size() || pattern_[second] != '*') {
      ++at_;
      return add_run();
    }
    const bool begins = at_ == 0 || pattern_[at_ - 1] == '/';
    const std::size_t next = at_ + 2;
    const bool ends = next == pattern_.size();
    at_ = next;
    if (!begins || !(ends || pattern_[next] == '/')) return add_run();
    // Directories after directories are directories.
    const bool repeated = !steps_.empty() && steps_.back().op == Step::Op::any_directories;
    if (ends) {
      if (repeated) steps_.pop_back();
      return add_rest();
    }
    ++at_;
    if (!repeated) steps_.push_back({Step::Op::any_directories, 0, {}});
  }

  bool read_class(std::string_view text) {
    const bool negated = text.starts_with('!') || text.starts_with('^');
    if (negated) text.remove_prefix(1);
    std::bitset<256> set;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto first = static_cast<unsigned char>(text[i]);
      unsigned char last = first;
      if (i + 2 < text.size() && text[i + 1] == '-') {
        last = static_cast<unsigned char>(text[i + 2]);
        i += 2;
      }
      if (last < first) return false;
      for (unsigned c = first; c <= last; ++c) set.set(c);
    }
    for (unsigned char c = 'A'; ignores_case() && c <= 'Z'; ++c) {
      if (set[c]) set.set(static_cast<unsigned char>(c - 'A' + 'a'));
    }
    steps_.push_back({Step::Op::one_of, 0, negated ? ~set : set});
    return true;
  }

  /// The bytes of steps [from, to), up to the first that is none.
  std::string bytes(std::size_t from, std::size_t to) const {
    std::string text;
    for (; from < to && steps_[from].op == Step::Op::byte; ++from) {
      text += static_cast<char>(steps_[from].byte);
    }
    return text;
  }
  std::string longest_bytes() const {
    std::string longest;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      std::string text = bytes(i, steps_.size());
      i += text.size();
      if (text.size() > longest.size()) longest = std::move(text);
    }
    return longest;
  }
  bool is_rest(const Step& step) const { return step.op == Step::Op::star && step.set == wild_; }

  Branch finish() const {
    Branch branch;
    branch.newlines = options_.newlines;
    branch.prefix = bytes(0, steps_.size());
    branch.required = longest_bytes();
    branch.kind = kind(branch.literal);
    if (branch.kind == Branch::Kind::program) branch.program = Program(steps_, wild_);
    return branch;
  }

  Branch::Kind kind(std::string& literal) const {
    using Kind = Branch::Kind;
    const std::size_t size = steps_.size();
    const bool open_start = size > 0 && is_rest(steps_.front());
    const bool directories = size > 0 && steps_.front().op == Step::Op::any_directories;
    const bool open_end = size > 1 && is_rest(steps_.back());
    const std::size_t from = open_start || directories ? 1 : 0;
    const std::size_t to = size - (open_end ? 1 : 0);
    literal = bytes(from, to);
    if (literal.size() != to - from) return Kind::program;
    if (directories) return open_end ? Kind::directory : Kind::directory_suffix;
    if (open_start) return open_end ? Kind::inside : Kind::suffix;
    return open_end ? Kind::prefix : Kind::whole;
  }

  std::string_view pattern_;
  GlobOptions options_;
  std::size_t at_ = 0;
  std::bitset<256> wild_;  ///< What any wild part may consist of.
  std::bitset<256> run_;   ///< What `?` and `*` may.
  std::vector<Step> steps_;
};

}  // namespace

Result<std::vector<std::string>, GlobError> expand_alternatives(std::string_view pattern) {
  std::vector<std::string> flat;
  std::vector<std::string> open = {std::string(pattern)};
  while (!open.empty()) {
    const std::string text = std::move(open.back());
    open.pop_back();
    const auto group = first_group(text);
    if (!group) return unexpected(group.error());
    if (group->begin == kNone) {
      flat.push_back(text);
    } else {
      for (const std::string_view alternative : group->alternatives) {
        open.push_back(text.substr(0, group->begin).append(alternative).append(text, group->end));
      }
    }
    if (flat.size() + open.size() > kMaxGlobBranches) return unexpected(GlobError::too_complex);
  }
  return flat;
}

Result<Branch, GlobError> parse_branch(std::string_view pattern, GlobOptions options) {
  return Parser(pattern, options).parse();
}

}  // namespace picket::domain::rule_glob
