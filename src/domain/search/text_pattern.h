// A text as a search compares it: itself, or with stars that stand for any text.
// Source: shared spec "search", section 2 ("Wildcards").
//
// Of a run of backslashes before a star each pair is one backslash; one that is left makes the star
// a plain one. Backslashes elsewhere are themselves. (domain/filter's Glob is another language: it
// gives a meaning to ?, [], {} as well, and an empty one matches nothing.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::search {

/// What a store can make of it: only `general` needs more than a comparison of ends.
enum class PatternShape : std::uint8_t {
  exact,    ///< No star: the text itself, letter by letter.
  any,      ///< Only stars.
  prefix,   ///< a*
  suffix,   ///< *a
  infix,    ///< *a*
  general,  ///< A star between.
};

/// Immutable. With a star, letters in any case (Unicode).
class TextPattern {
 public:
  /// The empty text.
  TextPattern() : pieces_(1) {}
  /// As it is written in a query, quotes taken off.
  explicit TextPattern(std::string_view written);

  static TextPattern exactly(std::string_view text);
  /// Stars at the ends in addition to those of `inner`.
  static TextPattern around(const TextPattern& inner, bool star_before, bool star_after);

  /// `prefix`, then `inner`.
  static TextPattern behind(std::string_view prefix, const TextPattern& inner);

  PatternShape shape() const noexcept;
  bool is_exact() const noexcept { return pieces_.size() == 1; }
  /// The texts between stars; the first and last may be empty, others are not.
  const std::vector<std::string>& pieces() const noexcept { return pieces_; }
  /// The text of a pattern that has one: all shapes but `general`.
  std::string_view text() const noexcept;

  /// Time is at most the product of the sizes; there is no backtracking.
  bool matches(std::string_view text) const;
  /// For SQL's LIKE with '\' as the escape: % for stars, the text's own % and _ escaped. In the
  /// case that it is written in.
  std::string like() const;
  /// What the constructor makes this of.
  std::string written() const;

  friend bool operator==(const TextPattern&, const TextPattern&) = default;

 private:
  std::vector<std::string> pieces_;
};

}  // namespace picket::domain::search
