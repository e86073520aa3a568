// What is in a text, found in one pass over its bytes, so that the expressions of rules run only
// over texts that may match: nearly none do.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::scrub {

/// A set of reasons to look closer. Each says of a text: an expression of that kind cannot match
/// without it.
using Triggers = std::uint32_t;

inline constexpr Triggers kAlways = 1U << 0U;       ///< Expressions that nothing is known about.
inline constexpr Triggers kCardLike = 1U << 1U;     ///< 15 digits, in all.
inline constexpr Triggers kSsnLike = 1U << 2U;      ///< 9 digits and a hyphen.
inline constexpr Triggers kIbanLike = 1U << 3U;     ///< "DE12" and 11 letters or digits behind it.
inline constexpr Triggers kEmailLike = 1U << 4U;    ///< '@'.
inline constexpr Triggers kUrlAuthLike = 1U << 5U;  ///< "//" and '@'.
inline constexpr Triggers kPemLike = 1U << 6U;      ///< "-----BEGIN".
inline constexpr Triggers kIpLike = 1U << 7U;       ///< "1.2", or a colon.
inline constexpr Triggers kMacLike = 1U << 8U;      ///< A colon or hyphen and 17 bytes.
inline constexpr Triggers kUuidLike = 1U << 9U;     ///< 32 bytes.
inline constexpr Triggers kPathLike = 1U << 10U;    ///< A slash or backslash.
inline constexpr Triggers kPasswordWord = 1U << 11U;  ///< A word of the password rule.
inline constexpr Triggers kBearerWord = 1U << 12U;    ///< "bearer".
inline constexpr Triggers kOwnWord = 1U << 13U;       ///< A sensitive field that people named.

/// Words that are looked for in any case, all at once. Immutable.
class WordFilter {
 public:
  /// Those of the builtin rules and `own`, which must be ASCII.
  explicit WordFilter(const std::vector<std::string>& own = {});

  /// The words that are in the text, as triggers.
  Triggers find(std::string_view text) const noexcept;

 private:
  struct Word {
    std::uint32_t hash;  ///< Of its first three characters.
    Triggers trigger;
    std::string text;  ///< In lower case.
  };

  void add(std::string_view word, Triggers trigger);
  void mark(std::string_view start);
  Triggers at(std::string_view text, std::size_t position, std::uint32_t hash) const noexcept;

  /// Three characters, five bits each: what distinguishes letters of any case.
  static constexpr std::uint32_t kHashes = 1U << 15U;
  std::array<std::uint64_t, kHashes / 64> starts_{};
  std::vector<Word> words_;  ///< By hash.
};

/// Those of `wanted` that the text has. About 1 ns a byte.
Triggers scan_text(std::string_view text, const WordFilter& words, Triggers wanted) noexcept;

}  // namespace picket::domain::scrub
