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

}  // namespace

bool is_notorious(std::string_view word) noexcept {
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

}  // namespace picket::domain::account
