// The names that the expressions of kinds use for what they share.
// Source: shared spec "grouping", sections 10, 10.1 and 17.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace picket::domain::parameterize {

/// What letters and digits are. Texts of ASCII alone get the same answer from either, and sooner
/// from `ascii`.
enum class Alphabet : std::uint8_t { ascii, unicode };

/// `expression` with every `{name}` written out. Names that look like a quantifier do not exist;
/// one that is unknown is a broken invariant.
std::string expand(std::string_view expression, Alphabet alphabet);

}  // namespace picket::domain::parameterize
