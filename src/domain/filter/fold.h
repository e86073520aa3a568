// Letter case as patterns see it: lower case of every script, where the final Greek sigma is the
// other one too.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::filter {

/// Appends. U+0130 becomes two code points, every other one is one.
void append_folded(std::string_view text, std::string& out);
std::string folded(std::string_view text);

/// What one code point folds to.
struct FoldedPoint {
  char32_t first = 0;
  char32_t second = 0;  ///< Zero for all but U+0130.
};

FoldedPoint fold(char32_t code_point);

}  // namespace picket::domain::filter
