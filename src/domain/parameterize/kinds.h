// What is looked for in a text, in order of precedence.
// Source: shared spec "grouping", sections 10 and 10.1, profile C.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace picket::domain::parameterize {

/// What a text must hold for a kind to occur in it, by which `screen.h` leaves kinds out.
enum class Need : std::uint8_t {
  at_sign,
  scheme,       ///< `://`
  dotted_name,  ///< A dot with a letter behind it.
  assignment,   ///< An equals sign with what may be a value behind it.
  number,       ///< A digit, or letters that may be hex digits.
};
inline constexpr std::size_t kNeeds = 5;

struct Kind {
  std::string_view placeholder;
  Need need;
  /// For `expand`; holds no group that captures.
  std::string_view expression;
};

/// Where two match at one place, the first in this list counts.
std::span<const Kind> kinds() noexcept;

}  // namespace picket::domain::parameterize
