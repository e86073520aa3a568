// Stored sketches of users: what is not one is refused; what is one comes back as it was, counts
// the same for whoever only counts, and the union of two does not depend on their order.
//
// The length of the first sketch (two bytes, little-endian), and both sketches.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/events_duckdb/user_sketch.h"
#include "base/assert.h"
#include "base/little_endian.h"

namespace {

using picket::adapters::duck::UserSketch;

/// Whether it is one.
bool check(std::string_view stored) {
  UserSketch sketch;
  UserSketch counted = UserSketch::for_counting();
  const auto merged = sketch.merge(stored);
  PICKET_ASSERT(counted.merge(stored).has_value() == merged.has_value());
  if (!merged) {
    PICKET_ASSERT(!to_string(merged.error()).empty());
    return false;
  }
  PICKET_ASSERT(sketch.encode() == stored);
  PICKET_ASSERT(sketch.count() == counted.count());
  PICKET_ASSERT(sketch.merge(stored) && sketch.encode() == stored);
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  picket::LittleEndianReader reader({reinterpret_cast<const char*>(data), size});
  const std::size_t length = reader.take<std::uint16_t>();
  if (!reader.ok()) return 0;
  const std::string_view rest =
      std::string_view(reinterpret_cast<const char*>(data), size).substr(2);
  const std::string_view first = rest.substr(0, length);
  const std::string_view second = rest.substr(first.size());
  if (!check(first) || !check(second)) return 0;
  UserSketch forwards;
  UserSketch backwards;
  PICKET_ASSERT(forwards.merge(first) && forwards.merge(second));
  PICKET_ASSERT(backwards.merge(second) && backwards.merge(first));
  PICKET_ASSERT(forwards.encode() == backwards.encode());
  PICKET_ASSERT(forwards.count() >= 0);
  return 0;
}
