// The words that common passwords are made of.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace picket::domain::account {

inline constexpr std::size_t kLongestNotoriousWord = 25;

/// How long the words are that `text`, in lower case, starts with; ascending. About 560 are known,
/// of 3 to kLongestNotoriousWord characters.
std::vector<std::size_t> notorious_prefixes(std::string_view text);

}  // namespace picket::domain::account
