// Where backups are written and put back: folders and what may be in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::app {

/// Names in a folder, but for what a file system itself keeps at its top (lost+found).
Result<std::vector<std::string>> list_folder(const std::string& path);

/// For a new backup: absolute, outside of the data directory, and made (0700) or empty. Whether it
/// was made is in `made`. `detail` of an error is a sentence with the remedy.
Result<void> prepare_backup_folder(const std::string& path, const std::string& data, bool& made);

/// unavailable / "disk_full" when the file system of `folder` has less room than `bytes`.
Result<void> check_room(const std::string& folder, std::uint64_t bytes);

/// Makes the folders (0700) that lead to `name` below `root`, which exists.
Result<void> make_folders_for(const std::string& root, std::string_view name);

/// Makes durable which names are in the folder; with `below`, in every folder of it too.
Result<void> sync_folder(const std::string& path);
Result<void> sync_folders_below(const std::string& path);

/// Removes the folder and all that is in it; absent is fine.
Result<void> remove_all(const std::string& path);

/// "512 KiB", "3.2 GiB".
std::string size_text(std::uint64_t bytes);

}  // namespace picket::app
