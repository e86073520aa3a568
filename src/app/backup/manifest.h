// The manifest of a backup: what it holds and as of when. Written last: a folder without one is an
// interrupted backup, which is none. docs/formats/backup.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace picket::app {

inline constexpr std::string_view kManifestFile = "manifest.json";
/// "HEX  manifest.json\n", as sha256sum writes and checks it.
inline constexpr std::string_view kManifestSumFile = "manifest.sha256";
/// History: 1 (2026-11) is the first.
inline constexpr int kManifestFormat = 1;
/// 16 million events need some 1,000 files of 64 MiB; a line of the manifest is 150 bytes.
inline constexpr std::size_t kMaxBackupFiles = 1'000'000;
inline constexpr std::size_t kMaxManifestBytes = 256U << 20U;

struct BackupFile {
  std::string name;  ///< See is_backup_name().
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hex digits.

  friend bool operator==(const BackupFile&, const BackupFile&) = default;
};

/// What the log holds of one partition: [earliest, end).
struct BackupPartition {
  std::string topic;
  std::uint32_t partition = 0;
  std::int64_t earliest = 0;
  std::int64_t end = 0;

  friend bool operator==(const BackupPartition&, const BackupPartition&) = default;
};

struct Manifest {
  std::string program;  ///< Version that wrote it.
  Timestamp taken;
  int meta_schema = 0;
  int event_schema = 0;
  bool secrets = false;  ///< secret.key and setup.json are among the files, where there were any.
  std::vector<BackupPartition> log;
  std::vector<BackupFile> files;

  std::uint64_t bytes() const noexcept;
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// meta.db, secret.key, setup.json, or a path below log/, blobs/ or events/ of parts made of
/// [A-Za-z0-9._-] that do not begin with a dot. So no name leads out of the folder.
bool is_backup_name(std::string_view name) noexcept;
/// What a data directory has of a backup, at its top.
const std::vector<std::string_view>& backup_entries();

std::string encode_manifest(const Manifest& manifest);
/// corrupt when it is none; conflict / "backup_too_new" when its format is a later one. `detail`
/// continues a sentence about the file: "is not JSON".
Result<Manifest> decode_manifest(std::string_view text);

}  // namespace picket::app
