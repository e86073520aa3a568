// Small files that are either whole or absent: written beside, synced, renamed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::app {

/// Replaces the file; only its owner may read it (0600). Durable on return. Errors: unavailable /
/// "disk_full" or "file_write", detail with the path and the reason.
Result<void> write_private_file(const std::string& path, std::string_view text);

/// nullopt when there is no such file. At most kMaxPrivateFileBytes, else corrupt.
Result<std::optional<std::string>> read_private_file(const std::string& path);

/// As read_private_file, for what would be worthless if others knew it. Refuses a file that others
/// can read or change (invalid_argument / "file_exposed"): it must belong to us and be closed to
/// everybody else, or belong to root, with at most our group as a reader, as mounted secrets are.
Result<std::optional<std::string>> read_secret_file(const std::string& path);

/// Far above what setup.json needs with a token per organization.
inline constexpr std::size_t kMaxPrivateFileBytes = 1U << 20U;

}  // namespace picket::app
