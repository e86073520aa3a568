// Platforms by how they behave. Source: shared spec "grouping", section 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace picket::domain::stack_rules {

enum class Family : std::uint8_t { native, javascript, other };
inline constexpr std::size_t kFamilies = 3;

/// Names are exact: "JavaScript" is an unknown platform.
constexpr Family family_of(std::string_view platform) noexcept {
  for (std::string_view name : {"objc", "cocoa", "swift", "native", "c"}) {
    if (platform == name) return Family::native;
  }
  return platform == "javascript" || platform == "node" ? Family::javascript : Family::other;
}

/// A set of families, one bit each.
using Families = std::uint8_t;
inline constexpr Families kAllFamilies = 7;

constexpr Families only(Family family) noexcept {
  return static_cast<Families>(1U << static_cast<unsigned>(family));
}

/// Of a list such as "native,javascript"; "all" is each of them. Unknown names say nothing.
constexpr Families families_of_list(std::string_view list) noexcept {
  Families families = 0;
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    const std::string_view name = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    if (name == "native") families |= only(Family::native);
    if (name == "javascript") families |= only(Family::javascript);
    if (name == "other") families |= only(Family::other);
    if (name == "all") families = kAllFamilies;
  }
  return families;
}

}  // namespace picket::domain::stack_rules
