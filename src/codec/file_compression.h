// Compression of single files, told by their first bytes: how crash reporters save bandwidth.
// Source: RFC 1952 (gzip), 8878 (zstd), tukaani.org/xz (xz), sourceware.org/bzip2 (bzip2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/units.h"
#include "codec/zstd.h"

namespace picket::codec {

enum class FileCompression : std::uint8_t { gzip, xz, bzip2, zstd };

/// What an xz stream may ask for its dictionary; `xz -9` asks for 65 MiB.
inline constexpr std::uint64_t kMaxXzMemoryBytes = 80_MiB;

/// nullopt when the bytes begin like none of them.
std::optional<FileCompression> detect_file_compression(std::string_view bytes) noexcept;

/// ".gz", ".xz", ".bz2", ".zst".
std::string_view file_suffix(FileCompression compression) noexcept;

/// `max_bytes` bounds the result. A file that ends early, or goes on behind its end, is corrupt.
Result<std::string, DecodeError> undo_file_compression(FileCompression compression,
                                                       std::string_view bytes,
                                                       std::size_t max_bytes);

namespace detail {
Result<std::string, DecodeError> decode_xz(std::string_view bytes, std::size_t max_bytes);
Result<std::string, DecodeError> decode_bzip2(std::string_view bytes, std::size_t max_bytes);
}  // namespace detail

}  // namespace picket::codec
