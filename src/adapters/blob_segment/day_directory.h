// Names of the blob store: a directory a day, in it files numbered from 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace picket::adapters {

/// "2026-11-25" for a day number since 1970 as of ports::blob_day, and back; nullopt for any other
/// name.
std::string day_name(std::uint32_t day);
std::optional<std::uint32_t> parse_day_name(std::string_view name);

/// A file holds at most 2^32 blobs, so that offsets of records never repeat in a day: the first
/// record of file N has offset N << 32. Named by it, as every segment file.
constexpr std::int64_t base_of_file(std::uint32_t number) noexcept {
  return static_cast<std::int64_t>(std::uint64_t{number} << 32U);
}
std::string blob_file_name(std::uint32_t number);
std::optional<std::uint32_t> parse_blob_file_name(std::string_view name);

}  // namespace picket::adapters
