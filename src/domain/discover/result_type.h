// What a column's values are, in the words of `meta`. Source: shared spec "api", section 12.1.
#pragma once

#include <cstdint>
#include <string_view>

namespace picket::domain::discover {

enum class ResultType : std::uint8_t {
  text,  ///< "string"
  integer,
  number,
  percentage,  ///< 0 to 1.
  date,
  boolean,
  list,  ///< "array"
};

std::string_view to_string(ResultType type) noexcept;

/// A number that says how many in which time.
enum class Rate : std::uint8_t { none, per_second, per_minute };

/// "1/second"; empty for none.
std::string_view unit_of(Rate rate) noexcept;

}  // namespace picket::domain::discover
