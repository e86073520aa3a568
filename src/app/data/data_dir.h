// The data directory: one process at a time, readable by nobody else.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::app {

enum class DataDirUse : std::uint8_t {
  stores,   ///< To open what is in it.
  restore,  ///< To fill it from a backup.
};

/// Holds the lock while it lives. Immovable; used from the main thread.
class DataDir {
 public:
  /// Creates the directory (0700, parents too) when missing, and takes its lock (flock
  /// on `picket.lock`, which the kernel releases when the process ends in any way). `detail` of an
  /// error is one sentence with the remedy, ready to be shown. Codes: data_dir_in_use (conflict:
  /// another process has the lock), data_dir_not_writable, data_dir_wrong_owner (invalid_argument),
  /// disk_full (unavailable), data_dir_half_restored (conflict: a restore that was interrupted left
  /// kRestoringFolder; not for DataDirUse::restore).
  static Result<std::unique_ptr<DataDir>> open(const std::string& path,
                                               DataDirUse use = DataDirUse::stores);

  ~DataDir();
  DataDir(const DataDir&) = delete;
  DataDir& operator=(const DataDir&) = delete;

  const std::string& path() const noexcept { return path_; }
  std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  DataDir(std::string path, int lock_fd) : path_(std::move(path)), lock_fd_(lock_fd) {}

  std::string path_;
  int lock_fd_;
};

/// Code of the error when another process holds the lock.
inline constexpr std::string_view kDataDirInUse = "data_dir_in_use";

inline constexpr std::string_view kLockFile = "picket.lock";
/// Where a restore gathers what it then moves up; there until all is in place.
inline constexpr std::string_view kRestoringFolder = "restoring";
inline constexpr std::string_view kSecretKeyFile = "secret.key";
inline constexpr std::string_view kSetupFile = "setup.json";

}  // namespace picket::app
