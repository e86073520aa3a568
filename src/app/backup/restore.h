// Putting a backup back, and looking whether one could be.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/backup/manifest.h"
#include "app/backup/take.h"
#include "base/result.h"

namespace picket::app {

/// The newest schemas that this program can open.
struct KnownSchemas {
  int meta = 0;
  int events = 0;
};

/// The manifest of the backup in `folder`, if that is whole, and of a version that this program can
/// open. Looks at no other file. `detail` of an error is a sentence with the remedy. Codes:
/// no_backup (not_found), backup_unfinished, backup_manifest (corrupt), backup_too_new (conflict).
Result<Manifest> read_backup(const std::string& folder, const KnownSchemas& known);

/// Reads every file of the manifest and compares size and checksum; corrupt / "backup_damaged" with
/// the name of the first that differs or is absent.
Result<void> verify_backup(const std::string& folder, const Manifest& manifest,
                           const BackupProgress& progress);

/// Into a data directory that has nothing in it yet, or does not exist, and whose lock it holds
/// meanwhile: no server can run on it. Everything is verified before any of it counts; until then,
/// and after a kill, the directory is one that no server opens (DataDir) and that another restore
/// begins anew. Files are 0600, folders 0700, and belong to whoever calls. Durable on return.
Result<void> restore_backup(const std::string& folder, const Manifest& manifest,
                            const std::string& data, const BackupProgress& progress);

}  // namespace picket::app
