// Where a blob lies: days, files and positions, as references and as names.
// docs/formats/segment.md.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/event/row.h"

namespace picket::adapters {

/// One segment file of a day.
struct BlobFile {
  std::uint32_t day = 0;     ///< UTC, since 1970.
  std::uint32_t number = 0;  ///< Within the day, from 1 on.

  friend auto operator<=>(const BlobFile&, const BlobFile&) = default;
};

/// What a reference says. The salt of the file is part of it: when a day was removed and written
/// again, an old reference finds that the file of its name is another one.
struct BlobPlace {
  BlobFile file;
  std::uint32_t salt = 0;
  std::uint32_t position = 0;  ///< Of the record in the file.
  std::uint32_t size = 0;      ///< Of the payload.

  friend bool operator==(const BlobPlace&, const BlobPlace&) = default;
};

/// Container: day and number; offset: salt and position, the first in the upper half each.
domain::BlobRef to_ref(const BlobPlace& place) noexcept;
BlobPlace place_of(const domain::BlobRef& ref) noexcept;

/// "2026-11-25", and back; nullopt for names that are no day's.
std::string day_name(std::uint32_t day);
std::optional<std::uint32_t> day_of(std::string_view name);

/// "00000001.seg", and back; nullopt for names that are no file's.
std::string file_name(std::uint32_t number);
std::optional<std::uint32_t> number_of(std::string_view name);

}  // namespace picket::adapters
