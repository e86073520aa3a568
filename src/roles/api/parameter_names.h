// Lists of a route's parameters, made of what many routes have in common.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace picket::api {

/// Behind each other.
template <std::size_t... kSizes>
constexpr auto joined(const std::array<std::string_view, kSizes>&... lists) {
  std::array<std::string_view, (kSizes + ...)> all{};
  auto at = all.begin();
  ((at = std::copy(lists.begin(), lists.end(), at)), ...);
  return all;
}

template <class... Texts>
constexpr auto names(const Texts&... texts) {
  return std::array<std::string_view, sizeof...(Texts)>{texts...};
}

/// Of events that happened then, in some environments.
inline constexpr auto kRangeNames = names("environment", "statsPeriod", "start", "end", "utc");
inline constexpr auto kPageNames = names("per_page", "cursor");

}  // namespace picket::api
