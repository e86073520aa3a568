#include "domain/search/number_text.h"

#include <charconv>
#include <cmath>

#include <re2/re2.h>

namespace picket::domain::search {

std::optional<double> number_of_text(std::string_view text) {
  static const re2::RE2 form{re2::StringPiece(kNumberForm.data(), kNumberForm.size())};
  if (!re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), form)) return std::nullopt;
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> whole_number(double number) noexcept {
  constexpr double kLargest = 9'007'199'254'740'992;  // 2^53
  if (!(std::abs(number) <= kLargest) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace picket::domain::search
