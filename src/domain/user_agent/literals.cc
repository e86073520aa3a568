#include "domain/user_agent/literals.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/ascii.h"

namespace picket::domain::user_agent {
namespace {

/// A product of alternatives beyond this says little for its size.
constexpr std::size_t kMaxProduct = 24;
/// A class of more characters than this counts as anything.
constexpr std::size_t kMaxClass = 4;
/// Copies that a counted repetition is written out to.
constexpr int kMaxCopies = 4;
constexpr int kNoMaximum = -1;

std::size_t shortest(const AtomSet& set) {
  std::size_t length = std::string::npos;
  for (const std::string& atom : set) length = std::min(length, atom.size());
  return set.empty() ? 0 : length;
}

bool is_useful(const AtomSet& set) {
  return shortest(set) >= kMinAtom;
}

bool is_better(const AtomSet& a, const AtomSet& b) {
  const auto rank = [](const AtomSet& set) { return std::min<std::size_t>(shortest(set), 8); };
  return rank(a) != rank(b) ? rank(a) > rank(b) : a.size() < b.size();
}

/// What is known about the texts that a part of an expression matches.
struct Known {
  bool exact = true;     ///< They are `texts`, no others.
  AtomSet texts = {""};  ///< When exact.
  std::vector<AtomSet> required;

  static Known anything() {
    Known known;
    known.exact = false;
    known.texts.clear();
    return known;
  }
};

/// Parts one after the other.
class Sequence {
 public:
  void add(Known part) {
    if (part.exact && part.texts.size() * run_.size() <= kMaxProduct) {
      AtomSet product;
      for (const std::string& head : run_) {
        for (const std::string& tail : part.texts) product.insert(head + tail);
      }
      run_ = std::move(product);
      return;
    }
    end_run();
    if (part.exact) {
      run_ = std::move(part.texts);
    } else {
      std::move(part.required.begin(), part.required.end(), std::back_inserter(required_));
    }
  }

  Known take() {
    Known known;
    if (exact_) {
      known.texts = std::move(run_);
      return known;
    }
    end_run();
    known = Known::anything();
    known.required = std::move(required_);
    return known;
  }

 private:
  void end_run() {
    exact_ = false;
    if (is_useful(run_)) required_.push_back(std::move(run_));
    run_ = {""};
  }

  bool exact_ = true;
  AtomSet run_ = {""};  ///< The texts of the exact parts at the end.
  std::vector<AtomSet> required_;
};

AtomSet best_of(const Known& known) {
  if (known.exact) return known.texts;
  const auto best = std::min_element(known.required.begin(), known.required.end(), is_better);
  return best != known.required.end() ? *best : AtomSet{};
}

/// One of several parts.
Known either(std::vector<Known> branches) {
  if (branches.size() == 1) return std::move(branches.front());
  Known all;
  all.texts.clear();
  bool certain = true;
  for (const Known& branch : branches) {
    all.exact = all.exact && branch.exact;
    AtomSet best = best_of(branch);
    certain = certain && is_useful(best);
    all.texts.merge(best);
  }
  if (all.exact) return all;
  Known known = Known::anything();
  if (certain) known.required.push_back(std::move(all.texts));
  return known;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<Known> read() {
    Known known = alternation();
    if (!rest_.empty()) failed_ = true;
    if (failed_) return std::nullopt;
    return known;
  }

 private:
  bool at(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool skip(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  char next() {
    if (rest_.empty()) {
      failed_ = true;
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  Known alternation() {
    std::vector<Known> branches;
    do {
      branches.push_back(sequence());
    } while (skip("|"));
    return either(std::move(branches));
  }

  Known sequence() {
    Sequence parts;
    while (!failed_ && !rest_.empty() && !at('|') && !at(')')) repeated(parts);
    return parts.take();
  }

  void repeated(Sequence& parts) {
    const Known one = single();
    int least = 1;
    int most = 1;
    if (skip("?")) {
      least = 0;
    } else if (skip("*")) {
      least = 0;
      most = kNoMaximum;
    } else if (skip("+")) {
      most = kNoMaximum;
    } else if (at('{')) {
      read_counts(least, most);
    } else {
      parts.add(one);
      return;
    }
    skip("?");  // Lazy ones match the same texts.
    add_copies(parts, one, least, most);
  }

  static void add_copies(Sequence& parts, const Known& one, int least, int most) {
    if (least == 0 && most == 1) {
      Known perhaps = one.exact ? one : Known::anything();
      if (one.exact) perhaps.texts.insert("");
      parts.add(std::move(perhaps));
      return;
    }
    const int copies = std::min(least, kMaxCopies);
    for (int i = 0; i < copies; ++i) parts.add(one);
    if (most != least || copies != least) parts.add(Known::anything());
  }

  void read_counts(int& least, int& most) {
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) {
      failed_ = true;
      return;
    }
    const std::string_view counts = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    const ascii::Split range = ascii::split_once(counts, ',');
    least = number(range.head);
    most = !range.found ? least : range.tail.empty() ? kNoMaximum : number(range.tail);
  }

  int number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) failed_ = true;
    return value;
  }

  Known single() {
    const char c = next();
    switch (c) {
      case '(':
        return group();
      case '[':
        return character_class();
      case '\\':
        return escape();
      case '.':
        return Known::anything();
      case '^':
      case '$':
        return {};
      case '*':
      case '+':
      case '?':
        failed_ = true;
        return {};
      default:
        return literal(c);
    }
  }

  static Known literal(char c) {
    Known known;
    known.texts = {std::string(1, ascii::to_lower(c))};
    return known;
  }

  Known group() {
    if (at('?') && !skip("?:")) failed_ = true;
    Known inner = alternation();
    if (!skip(")")) failed_ = true;
    return inner;
  }

  Known escape() {
    const char c = next();
    if (c == 'b') return {};
    if (std::string_view("dDsSwW").find(c) != std::string_view::npos) return Known::anything();
    if ((c >= '0' && c <= '9') || (ascii::to_lower(c) >= 'a' && ascii::to_lower(c) <= 'z')) {
      failed_ = true;  // Some other class or a character by its code.
    }
    return literal(c);
  }

  Known character_class() {
    bool any = skip("^");
    AtomSet texts;
    bool first = true;
    while (!failed_ && (first || !at(']'))) {
      first = false;
      char c = next();
      if (c == '[' && at(':')) failed_ = true;
      if (c == '\\') {
        c = next();
        any = any || std::string_view("dDsSwW").find(c) != std::string_view::npos;
      }
      if (rest_.size() > 1 && at('-') && rest_[1] != ']') {
        any = true;
        next();
        if (next() == '\\') next();
      }
      texts.insert(std::string(1, ascii::to_lower(c)));
    }
    next();
    if (any || texts.size() > kMaxClass) return Known::anything();
    Known known;
    known.texts = std::move(texts);
    return known;
  }

  std::string_view rest_;
  bool failed_ = false;
};

/// An atom says nothing when the set has a part of it.
AtomSet without_longer(const AtomSet& set) {
  AtomSet kept;
  for (const std::string& atom : set) {
    const bool is_longer = std::any_of(set.begin(), set.end(), [&](const std::string& part) {
      return part.size() < atom.size() && atom.find(part) != std::string::npos;
    });
    if (!is_longer) kept.insert(atom);
  }
  return kept;
}

}  // namespace

std::optional<std::vector<AtomSet>> required_atoms(std::string_view expression) {
  auto known = Reader(expression).read();
  if (!known) return std::nullopt;
  std::vector<AtomSet> sets = std::move(known->required);
  if (known->exact && is_useful(known->texts)) sets.push_back(std::move(known->texts));
  for (AtomSet& set : sets) set = without_longer(set);
  std::stable_sort(sets.begin(), sets.end(), is_better);
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  return sets;
}

}  // namespace picket::domain::user_agent
