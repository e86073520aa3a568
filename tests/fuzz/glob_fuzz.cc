// Globs that people write, over any text: what the fast matcher says is what a slow one says that
// follows the description word by word, and what holds for every pattern.
//
// The pattern, a new line, and the text.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/filter/glob.h"
#include "domain/filter/glob_set.h"

namespace {

namespace filter = picket::domain::filter;
using filter::Glob;
using filter::GlobCase;

/// The slow matcher: sets of places in a text. Case counts, and the pattern is one without flaw.
class Reference {
 public:
  Reference(std::string_view pattern, std::string_view text)
      : pattern_(code_points(pattern)), text_(code_points(text)) {}

  bool matches() {
    Places places = {0};
    while (at_ < pattern_.size()) {
      const char32_t c = pattern_[at_++];
      places = c == '{' ? alternatives(places) : one(c, places);
    }
    return says_something_ && places.contains(text_.size());
  }

 private:
  using Places = std::set<std::size_t>;

  static std::u32string code_points(std::string_view text) {
    std::u32string all;
    while (!text.empty()) {
      const auto decoded = picket::unicode::decode(text);
      all += decoded.code_point;
      text.remove_prefix(decoded.size);
    }
    return all;
  }

  /// Places behind one more character, where `fits` says so.
  template <class Fits>
  Places step(const Places& from, Fits fits) {
    says_something_ = true;
    Places to;
    for (const std::size_t place : from) {
      if (place < text_.size() && fits(text_[place])) to.insert(place + 1);
    }
    return to;
  }

  Places one(char32_t c, const Places& from) {
    if (c == '[') return one_of(from);
    if (c == '?') return step(from, [](char32_t) { return true; });
    if (c == '*') {
      says_something_ = true;
      Places to;
      for (std::size_t place = from.empty() ? text_.size() + 1 : *from.begin();
           place <= text_.size(); ++place) {
        to.insert(place);
      }
      return to;
    }
    if (c == '\\') c = pattern_[at_++];
    return step(from, [c](char32_t other) { return c == other; });
  }

  Places one_of(const Places& from) {
    const bool negated = pattern_[at_] == '!';
    if (negated) ++at_;
    std::vector<std::pair<char32_t, char32_t>> ranges;
    for (bool first = true; pattern_[at_] != ']'; first = false) {
      char32_t c = pattern_[at_++];
      const bool is_range = c == '-' && !first && pattern_[at_] != ']';
      if (is_range) c = pattern_[at_++];
      if (c == '\\') c = pattern_[at_++];
      if (is_range) {
        ranges.back().second = c;
      } else {
        ranges.emplace_back(c, c);
      }
    }
    ++at_;
    if (ranges.empty()) return from;
    return step(from, [&](char32_t c) {
      bool in = false;
      for (const auto& [low, high] : ranges) in = in || (low <= c && c <= high);
      return in != negated;
    });
  }

  Places alternatives(const Places& from) {
    Places all;
    Places places = from;
    for (;;) {
      const char32_t c = pattern_[at_++];
      if (c == ',' || c == '}') {
        all.insert(places.begin(), places.end());
        places = from;
        if (c == '}') return all;
        continue;
      }
      places = one(c, places);
    }
  }

  std::u32string pattern_;
  std::u32string text_;
  std::size_t at_ = 0;
  bool says_something_ = false;
};

/// A range that begins at a range's end, "[a-b-c]", is another thing than the slow matcher reads.
bool is_plain_enough(std::string_view pattern, std::string_view text) {
  constexpr std::size_t kMostBytes = 200;  // It takes the square of it.
  if (pattern.size() > kMostBytes || text.size() > kMostBytes) return false;
  return pattern.find('-') == pattern.rfind('-');
}

void check(std::string_view pattern, std::string_view text, GlobCase letters) {
  const auto glob = Glob::compile(pattern, letters);
  if (!glob) {
    PICKET_ASSERT(!to_string(glob.error()).empty());
    return;
  }
  const bool matched = glob->matches(text);
  if (letters == GlobCase::sensitive && is_plain_enough(pattern, text)) {
    PICKET_ASSERT(Reference(pattern, text).matches() == matched);
  }
  if (matched) {
    // What is required was seen, and stars at the ends take anything.
    PICKET_ASSERT(!glob->never_matches());
    const std::string longer = "x" + std::string(text) + "y";
    const auto wider = Glob::compile("*" + std::string(pattern) + "*", letters);
    if (wider) PICKET_ASSERT(wider->matches(text) && wider->matches(longer));
  }
  if (letters == GlobCase::ignored) {
    const std::vector<std::string> one = {std::string(pattern)};
    PICKET_ASSERT(filter::GlobSet(one).matches(text) == matched);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.find('\n');
  const std::string pattern = picket::to_valid_utf8(all.substr(0, end));
  const std::string text =
      end == std::string_view::npos ? "" : picket::to_valid_utf8(all.substr(end + 1));
  check(pattern, text, GlobCase::sensitive);
  check(pattern, text, GlobCase::ignored);
  return 0;
}
