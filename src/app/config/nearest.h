// What somebody probably meant: the candidate with the fewest edits.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace picket::app {

/// Insertions, deletions and substitutions that turn one text into the other. O(|a| * |b|).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The closest candidate, the first of equals. `candidates` must not be empty.
std::string_view nearest(std::string_view text, std::span<const std::string> candidates);

}  // namespace picket::app
