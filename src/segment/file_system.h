// FileSystem: the few file operations that durable record files need, so that a test can stand
// in for the disk, lose power and fail at will.
//
// What survives a loss of power, as POSIX and Linux file systems promise it: the bytes (and the
// size) of a file as of its last sync_data, and the names in a directory as of its last
// sync_directory. Everything later may survive, partly survive or vanish. Death of the process
// loses nothing that a call returned for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::segment {

enum class IoError : std::uint8_t {
  no_space,    ///< ENOSPC, EDQUOT: works again when somebody makes room.
  no_handles,  ///< EMFILE, ENFILE.
  denied,      ///< EACCES, EPERM, EROFS.
  not_found,   ///< ENOENT, ENOTDIR.
  exists,      ///< EEXIST, ENOTEMPTY.
  failed,      ///< EIO and all else: the state of what was written is unknown.
};

/// Why a sync is needed: every place that syncs has one of its own, so that a test can leave out
/// each and show what would be lost.
enum class SyncReason : std::uint8_t {
  commit,               ///< File: records, before they are acknowledged.
  recovered_file,       ///< File: what an earlier process wrote, before readers see it.
  new_file,             ///< Directory: a file's name, before a record in it is acknowledged.
  new_directory,        ///< Directory: the name of a directory in it that is about to be used.
  recovered_directory,  ///< Directory: names that an earlier process left, before they count.
  removed_files,        ///< Directory: names taken away, before space and age are reported so.
  removed_directories,  ///< Directory: as removed_files, of the directories in it.
};
inline constexpr SyncReason kAllSyncReasons[] = {SyncReason::commit,
                                                 SyncReason::recovered_file,
                                                 SyncReason::new_file,
                                                 SyncReason::new_directory,
                                                 SyncReason::recovered_directory,
                                                 SyncReason::removed_files,
                                                 SyncReason::removed_directories};

std::string_view to_string(IoError error) noexcept;
std::string_view to_string(SyncReason reason) noexcept;

/// What a port reports: always unavailable, with the reason as code. `what` goes to the detail.
Error to_error(IoError error, std::string_view what);

/// An open file; closed on destruction. Reads and writes may run at the same time in several
/// threads; what a read sees of a write under way is undefined.
class File {
 public:
  virtual ~File() = default;

  /// All of `pieces`, one after another from `position` on. After an error any part of them may
  /// have been written.
  virtual Result<void, IoError> write(std::uint64_t position,
                                      std::span<const std::string_view> pieces) = 0;
  /// Fills `out`; fewer bytes only where the file ends.
  virtual Result<std::size_t, IoError> read(std::uint64_t position, std::span<char> out) const = 0;
  /// Bytes and size on stable storage (fdatasync). After an error the kernel may have dropped what
  /// it could not write and a later success says nothing about it: do not use this file again for
  /// what must be durable.
  virtual Result<void, IoError> sync_data(SyncReason reason) = 0;
  virtual Result<void, IoError> truncate(std::uint64_t size) = 0;
  virtual Result<std::uint64_t, IoError> size() const = 0;
};

enum class OpenMode : std::uint8_t { read, read_write };

/// Thread-safe. Paths are absolute or relative to the working directory, as given.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// A new empty file for reading and writing; exists when there is one already.
  virtual Result<std::unique_ptr<File>, IoError> create(const std::string& path) = 0;
  virtual Result<std::unique_ptr<File>, IoError> open(const std::string& path, OpenMode mode) = 0;
  /// Of a directory: anything.
  virtual Result<std::uint64_t, IoError> file_size(const std::string& path) = 0;
  virtual Result<void, IoError> make_directory(const std::string& path) = 0;
  /// Names of files and directories in it, in no order, without "." and "..".
  virtual Result<std::vector<std::string>, IoError> list(const std::string& directory) = 0;
  virtual Result<void, IoError> sync_directory(const std::string& path, SyncReason reason) = 0;
  /// Replaces `to` at once if it exists.
  virtual Result<void, IoError> rename(const std::string& from, const std::string& to) = 0;
  virtual Result<void, IoError> remove_file(const std::string& path) = 0;
  /// Must be empty.
  virtual Result<void, IoError> remove_directory(const std::string& path) = 0;
};

/// Makes `path` and what is missing above it; all of these names are durable on return, also those
/// that a process left which died, or failed, between making and syncing.
Result<void, IoError> ensure_directory(FileSystem& files, const std::string& path);

/// create(), after removing what may be left there by a try that failed.
Result<std::unique_ptr<File>, IoError> create_over(FileSystem& files, const std::string& path);

}  // namespace picket::segment
