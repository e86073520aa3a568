// Why an item is not kept.
#pragma once

#include <cstdint>

namespace picket::domain::items {

enum class Fault : std::uint8_t {
  json,   ///< Not JSON, or not of the shape that the format asks for.
  value,  ///< Well formed, but not to be believed: a time out of range, an invalid release.
};

}  // namespace picket::domain::items
