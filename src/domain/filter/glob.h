// Globs, as people write them to name what they do not want.
// Source: shared spec "ingest", section 4.4 (relay's patterns).
//
// `*` any text, also across "/" and lines; `?` one character; `[abc]`, `[a-z]`, `[!a]`; `{a,b}` one
// of several, not nested, where an empty one is allowed; `\x` the character x. The whole text has
// to match. The empty pattern matches nothing, not even the empty text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::domain::filter {

enum class GlobCase : std::uint8_t { sensitive, ignored };

enum class GlobError : std::uint8_t {
  dangling_escape,
  unbalanced_class,
  nested_class,
  bad_range,
  unbalanced_alternatives,
  nested_alternatives,
  too_complex,
};

/// For whoever wrote the pattern: a lower-case phrase without a full stop.
std::string_view to_string(GlobError error) noexcept;

/// A pattern with classes, alternatives or `?` has at most this many parts: it bounds the work for
/// each character. A plain text between stars may be of any length.
inline constexpr std::size_t kMaxGlobSteps = 1024;

/// Immutable after compile(); any thread. Patterns and texts are UTF-8: bytes that are not are
/// characters, but may equal no other byte.
class Glob {
 public:
  static Result<Glob, GlobError> compile(std::string_view pattern, GlobCase letters);

  /// Time is linear in the text for a given pattern, without recursion.
  bool matches(std::string_view text) const;
  /// The same for who has the folded text at hand; it is not looked at when case counts.
  bool matches(std::string_view text, std::string_view folded_text) const;

  /// What every text that matches contains (its folded form, when case is ignored). May be empty.
  std::string_view required() const noexcept { return literal_; }
  bool never_matches() const noexcept { return kind_ == Kind::nothing; }

  /// One step of a pattern that is more than a text with a star at its ends.
  struct Step {
    enum class Op : std::uint8_t { character, any, one_of, star, outer_star, fork, jump, end };
    Op op = Op::end;
    std::uint16_t target = 0;  ///< fork: the other way; jump: where to; one_of: the class.
    char32_t code_point = 0;
  };
  struct Range {
    char32_t first;
    char32_t last;
  };
  struct Class {
    bool negated = false;
    std::vector<Range> ranges;
  };

 private:
  enum class Kind : std::uint8_t { nothing, everything, whole, prefix, suffix, inside, program };
  friend class GlobParser;

  bool run(std::string_view text) const;

  Kind kind_ = Kind::nothing;
  GlobCase case_ = GlobCase::sensitive;
  std::string literal_;
  std::vector<Step> steps_;
  std::vector<Class> classes_;
};

}  // namespace picket::domain::filter
