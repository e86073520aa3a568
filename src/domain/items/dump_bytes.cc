#include "domain/items/dump_bytes.h"

#include <cstring>

namespace picket::domain::items {

std::optional<DumpBytes> DumpBytes::open(std::string_view bytes) noexcept {
  if (bytes.starts_with("MDMP")) return DumpBytes(bytes, ByteOrder::little);
  if (bytes.starts_with("PMDM")) return DumpBytes(bytes, ByteOrder::big);
  return std::nullopt;
}

std::optional<std::string_view> DumpBytes::at(std::uint64_t offset,
                                              std::uint64_t size) const noexcept {
  if (offset > bytes_.size() || size > bytes_.size() - offset) return std::nullopt;
  return bytes_.substr(offset, size);
}

std::optional<std::uint16_t> DumpBytes::u16(std::uint64_t offset) const noexcept {
  const auto raw = at(offset, sizeof(std::uint16_t));
  if (!raw) return std::nullopt;
  std::uint16_t value = 0;
  std::memcpy(&value, raw->data(), sizeof(value));
  return order_ == ByteOrder::little ? value : __builtin_bswap16(value);
}

std::optional<std::uint32_t> DumpBytes::u32(std::uint64_t offset) const noexcept {
  const auto raw = at(offset, sizeof(std::uint32_t));
  if (!raw) return std::nullopt;
  std::uint32_t value = 0;
  std::memcpy(&value, raw->data(), sizeof(value));
  return order_ == ByteOrder::little ? value : __builtin_bswap32(value);
}

std::optional<std::string_view> DumpBytes::counted(std::uint64_t offset,
                                                   std::size_t most) const noexcept {
  const auto bytes = u32(offset);
  if (!bytes || *bytes > most) return std::nullopt;
  return at(offset + sizeof(*bytes), *bytes);
}

std::optional<std::string> DumpBytes::wide_text(std::uint64_t offset, std::size_t most) const {
  const auto raw = counted(offset, most);
  if (!raw) return std::nullopt;
  return utf16_to_utf8(*raw, order_);
}

}  // namespace picket::domain::items
