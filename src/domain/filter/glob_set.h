// Many globs that ignore case, asked at once whether any matches.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/filter/glob.h"

namespace picket::domain::filter {

/// A text made ready for any number of sets: folded, with a sketch of the pairs of bytes in it.
class GlobText {
 public:
  explicit GlobText(std::string_view text);  ///< The text outlives it.

  std::string_view text() const noexcept { return text_; }
  std::string_view folded() const noexcept { return folded_; }
  bool may_contain_pair(std::uint16_t pair) const noexcept { return pairs_[pair]; }

  /// 1024 cells: the pairs of a text of 100 bytes fill a tenth of them.
  static constexpr std::size_t kPairs = 1024;
  static std::uint16_t pair_of(char first, char second) noexcept;

 private:
  std::string_view text_;
  std::string folded_;
  std::bitset<kPairs> pairs_;
};

/// Immutable once built; any thread. A pattern that cannot match a text is mostly ruled out by the
/// text's sketch, at about 2 ns each.
class GlobSet {
 public:
  GlobSet() = default;
  /// Patterns with an error are left out.
  explicit GlobSet(std::span<const std::string> patterns);
  explicit GlobSet(std::span<const std::string_view> patterns);

  bool empty() const noexcept { return globs_.empty(); }
  std::size_t size() const noexcept { return globs_.size(); }
  bool matches(std::string_view text) const;
  bool matches(const GlobText& text) const;

 private:
  /// Pairs of bytes that a text must have, of what the pattern requires; the first `count` are
  /// used.
  struct Sieve {
    std::array<std::uint16_t, 4> pairs{};
    std::uint8_t count = 0;
  };

  void add(std::string_view pattern);
  static Sieve sieve_of(std::string_view required) noexcept;

  std::vector<Sieve> sieves_;  ///< By the place of their glob: read in one run.
  std::vector<Glob> globs_;
};

}  // namespace picket::domain::filter
