#include "domain/account/guessable.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "domain/account/notorious_words.h"

namespace picket::domain::account {
namespace {

/// "password8273" has 5: with one more, a hundred million guesses are not enough.
constexpr std::size_t kMostPieces = 5;
constexpr std::size_t kLeastRun = 3;
/// Of what repeats: "abc123abc123".
constexpr std::size_t kMostUnit = 8;

/// Ways along which people slide their fingers or count, forwards or backwards.
constexpr auto kWalks = std::to_array<std::string_view>({
    "0123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl;'",
    "qsdfghjklm",
    "zxcvbnm,./",
    "yxcvbnm",
    "wxcvbn",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "qazwsxedcrfvtgbyhnujmikolp",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "a1b2c3d4e5f6g7h8i9j0",
    "1a2b3c4d5e6f7g8h9i0j",
    "147258369",
    "741852963",
});

/// What a sign stands for in "p@$$w0rd"; `one` is what 1 stands for, which is not agreed.
char unleet(char c, char one) noexcept {
  switch (c) {
    case '@':
    case '4':
      return 'a';
    case '3':
      return 'e';
    case '!':
    case '1':
    case '|':
      return one;
    case '0':
      return 'o';
    case '$':
    case '5':
      return 's';
    case '7':
    case '+':
      return 't';
    default:
      return c;
  }
}

std::string unleet(std::string_view text, char one) {
  std::string plain(text);
  for (char& c : plain) c = unleet(c, one);
  return plain;
}

/// Characters from `at` that follow one another in the walk, in one direction.
std::size_t run_along(std::string_view walk, std::string_view text, std::size_t at) noexcept {
  std::size_t longest = 0;
  for (std::size_t start = walk.find(text[at]); start != std::string_view::npos;
       start = walk.find(text[at], start + 1)) {
    std::size_t up = 1;
    while (at + up < text.size() && start + up < walk.size() && walk[start + up] == text[at + up])
      ++up;
    std::size_t down = 1;
    while (at + down < text.size() && start >= down && walk[start - down] == text[at + down])
      ++down;
    longest = std::max({longest, up, down});
  }
  return longest;
}

std::size_t longest_run(std::string_view text, std::size_t at) noexcept {
  std::size_t same = 1;
  while (at + same < text.size() && text[at + same] == text[at]) ++same;
  std::size_t longest = same;
  for (const std::string_view walk : kWalks) longest = std::max(longest, run_along(walk, text, at));
  return longest;
}

bool is_year(std::string_view text) noexcept {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "dragondragon", "abc1abc1ab".
bool repeats_a_unit(std::string_view text) noexcept {
  for (std::size_t unit = 1; unit <= std::min(kMostUnit, text.size() / 2); ++unit) {
    if (text.substr(unit) == text.substr(0, text.size() - unit)) return true;
  }
  return false;
}

/// The least number of pieces that `text` falls into.
class Pieces {
 public:
  explicit Pieces(std::string_view text)
      : text_(text), as_i_(unleet(text, 'i')), as_l_(unleet(text, 'l')), least_(text.size() + 1) {}

  std::size_t count() {
    for (std::size_t at = 0; at < least_.size(); ++at) least_[at] = at;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      reach(at, 1);
      const std::size_t run = longest_run(text_, at);
      for (std::size_t size = kLeastRun; size <= run; ++size) reach(at, size);
      if (is_year(text_.substr(at, 4))) reach(at, 4);
      for (const std::string_view spelled :
           {text_, std::string_view(as_i_), std::string_view(as_l_)}) {
        for (const std::size_t size : notorious_prefixes(spelled.substr(at))) reach(at, size);
      }
    }
    return least_.back();
  }

 private:
  /// One more piece from `at` on, `size` characters long.
  void reach(std::size_t at, std::size_t size) noexcept {
    least_[at + size] = std::min(least_[at + size], least_[at] + 1);
  }

  std::string_view text_;
  std::string as_i_;
  std::string as_l_;
  std::vector<std::size_t> least_;  ///< Pieces of the first n characters.
};

}  // namespace

bool is_guessable(std::string_view text) {
  return repeats_a_unit(text) || Pieces(text).count() <= kMostPieces;
}

}  // namespace picket::domain::account
