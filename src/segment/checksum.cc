#include "segment/checksum.h"

#include <libdeflate.h>

namespace picket::segment {

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) noexcept {
  if (bytes.empty()) return before;  // libdeflate takes a null pointer for "begin anew".
  return libdeflate_crc32(before, bytes.data(), bytes.size());
}

}  // namespace picket::segment
