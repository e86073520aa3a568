#include "domain/account/notorious_words.h"

#include <algorithm>
#include <array>

namespace picket::domain::account {
namespace {

constexpr auto kWords = std::to_array<std::string_view>({
#include "domain/account/notorious_words.inc"
});
static_assert(std::is_sorted(kWords.begin(), kWords.end()));
static_assert(std::all_of(kWords.begin(), kWords.end(), [](std::string_view word) {
  return word.size() >= 3 && word.size() <= kLongestNotoriousWord;
}));

/// Of words that are longer than `at` and equal before it.
struct ByCharacter {
  std::size_t at;
  bool operator()(std::string_view word, char c) const noexcept { return word[at] < c; }
  bool operator()(char c, std::string_view word) const noexcept { return c < word[at]; }
};

}  // namespace

std::vector<std::size_t> notorious_prefixes(std::string_view text) {
  std::vector<std::size_t> sizes;
  // Those that agree with the first `at` characters; they lie together, the shortest first.
  auto first = kWords.begin();
  auto last = kWords.end();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto range = std::equal_range(first, last, text[at], ByCharacter{at});
    first = range.first;
    last = range.second;
    if (first == last) break;
    if (first->size() == at + 1) sizes.push_back(first++->size());
  }
  return sizes;
}

}  // namespace picket::domain::account
