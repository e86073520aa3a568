// Taking a backup: a snapshot of the stores, copied into a folder, with a manifest at the end.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/backup/manifest.h"
#include "base/result.h"
#include "ports/snapshot.h"

namespace picket::app {

struct BackupOrder {
  std::string folder;         ///< See prepare_backup_folder().
  bool with_secrets = false;  ///< secret.key and setup.json too.
};

/// References outlive the backup.
struct BackupParts {
  ports::SnapshotSource& snapshots;
  std::string data;             ///< The data directory.
  std::string secret_key_file;  ///< Wherever it is; absent is fine.
  std::string setup_file;
};

/// Bytes done and in all; false to stop: unavailable / "backup_stopped".
using BackupProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Durable on return, and whole: every file of the manifest is there. After an error what was
/// written is removed again as far as that is possible. Blocks for as long as the copy takes.
Result<Manifest> take_backup(const BackupParts& parts, const BackupOrder& order,
                             const BackupProgress& progress);

}  // namespace picket::app
