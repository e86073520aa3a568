// The bytes of a minidump, read at offsets that it names itself and that may lie.
// Source: Microsoft's MINIDUMP_HEADER; a dump has the byte order of the machine that wrote it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/utf16.h"

namespace picket::domain::items {

/// A view; the bytes outlive it.
class DumpBytes {
 public:
  /// nullopt when they begin like no minidump: `MDMP`, or `PMDM` where the high byte comes first.
  static std::optional<DumpBytes> open(std::string_view bytes) noexcept;

  std::size_t size() const noexcept { return bytes_.size(); }
  /// nullopt when they are not all there. So for all that follow.
  std::optional<std::string_view> at(std::uint64_t offset, std::uint64_t size) const noexcept;
  std::optional<std::uint16_t> u16(std::uint64_t offset) const noexcept;
  std::optional<std::uint32_t> u32(std::uint64_t offset) const noexcept;
  /// A length in bytes and that many of them; nullopt too when they are more than `most`.
  std::optional<std::string_view> counted(std::uint64_t offset, std::size_t most) const noexcept;
  /// The same, in UTF-16.
  std::optional<std::string> wide_text(std::uint64_t offset, std::size_t most) const;

 private:
  DumpBytes(std::string_view bytes, ByteOrder order) noexcept : bytes_(bytes), order_(order) {}

  std::string_view bytes_;
  ByteOrder order_;
};

}  // namespace picket::domain::items
