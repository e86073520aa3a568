// The words that common passwords are made of.
#pragma once

#include <cstddef>
#include <string_view>

namespace picket::domain::account {

inline constexpr std::size_t kLongestNotoriousWord = 25;

/// `word` in lower case; about 560 are known, of 3 to kLongestNotoriousWord characters.
bool is_notorious(std::string_view word) noexcept;

}  // namespace picket::domain::account
