#include "segment_image.h"

#include <cstdint>
#include <utility>

#include "segment/format.h"

namespace picket::fuzz {
namespace {

constexpr std::uint32_t kSalt = 0x5a5a1234;

std::string stored(std::uint32_t salt, std::int64_t offset, std::string_view payload) {
  const auto header =
      segment::encode_record_header(salt, {offset, from_unix_us(offset + 1), payload});
  return std::string(header.data(), header.size()) + std::string(payload);
}

/// What one step adds to the file; `offset` is of the next record.
std::string step(std::uint8_t kind, std::string_view bytes, std::int64_t& offset) {
  switch (kind % 8) {
    case 0:
      return std::string(bytes);
    case 1: {  // Torn.
      const std::string record = stored(kSalt, offset, bytes);
      return record.substr(0, record.size() / 2);
    }
    case 2: {  // One bit wrong.
      std::string record = stored(kSalt, offset++, bytes);
      record[kind % record.size()] ^= 4;
      return record;
    }
    case 3:
      return stored(kSalt + 1, offset, bytes);
    case 4:
      return stored(kSalt, offset / 2, bytes);
    case 5:
      offset += kind;
      return stored(kSalt, offset++, bytes);
    default:
      return stored(kSalt, offset++, bytes);
  }
}

}  // namespace

std::string segment_image(std::string_view input) {
  if (input.empty()) return {};
  const auto mode = static_cast<std::uint8_t>(input.front());
  input.remove_prefix(1);
  if (mode % 2 == 0) return std::string(input);
  const auto header = segment::encode({kSalt, 0, from_unix_us(1)});
  std::string file(header.data(), header.size());
  std::int64_t offset = 0;
  while (input.size() >= 2) {
    const auto kind = static_cast<std::uint8_t>(input[0]);
    const auto size = static_cast<std::uint8_t>(input[1]);
    const std::string_view bytes = input.substr(2, size);
    input.remove_prefix(2 + bytes.size());
    file += step(kind, bytes, offset);
  }
  // Damage of the file header too.
  if (mode % 4 == 3) file[mode % segment::kFileHeaderBytes] ^= 1;
  return file;
}

}  // namespace picket::fuzz
