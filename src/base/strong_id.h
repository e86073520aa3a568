// StrongId: an integer that cannot be mistaken for another entity's.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace picket {

/// Zero means "none". Ordered and hashable; converts only by name.
template <class Tag>
struct StrongId {
  std::int64_t value = 0;

  constexpr explicit operator bool() const noexcept { return value != 0; }
  friend constexpr auto operator<=>(const StrongId&, const StrongId&) = default;
};

}  // namespace picket

template <class Tag>
struct std::hash<picket::StrongId<Tag>> {
  std::size_t operator()(const picket::StrongId<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
