// What a text must contain for a regular expression to match it: lets most expressions be passed
// over without compiling them. Used at build time.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::user_agent {

/// Bytes of the shortest literal that is worth looking for.
inline constexpr std::size_t kMinAtom = 2;

/// Alternatives, in lower case and at least kMinAtom long.
using AtomSet = std::set<std::string>;

/// A text that matches has, in any case of letters, one of each set. Best first: long and few
/// atoms. Empty when nothing is certain; nullopt when the syntax is beyond this reader, which knows
/// groups, classes, repetitions, anchors and the escapes of uap-core.
std::optional<std::vector<AtomSet>> required_atoms(std::string_view expression);

}  // namespace picket::domain::user_agent
