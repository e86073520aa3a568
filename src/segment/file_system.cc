#include "segment/file_system.h"

namespace picket::segment {
namespace {

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

std::string_view to_string(IoError error) noexcept {
  switch (error) {
    case IoError::no_space:
      return "no_space";
    case IoError::no_handles:
      return "no_file_handles";
    case IoError::denied:
      return "file_access_denied";
    case IoError::not_found:
      return "file_not_found";
    case IoError::exists:
      return "file_exists";
    case IoError::failed:
      return "io_error";
  }
  return "io_error";
}

std::string_view to_string(SyncReason reason) noexcept {
  switch (reason) {
    case SyncReason::commit:
      return "commit";
    case SyncReason::recovered_file:
      return "recovered_file";
    case SyncReason::new_file:
      return "new_file";
    case SyncReason::new_directory:
      return "new_directory";
    case SyncReason::recovered_directory:
      return "recovered_directory";
    case SyncReason::removed_files:
      return "removed_files";
    case SyncReason::removed_directories:
      return "removed_directories";
  }
  return "unknown";
}

Error to_error(IoError error, std::string_view what) {
  return {ErrorKind::unavailable, to_string(error), std::string(what)};
}

// Nothing is made in a directory whose own name might vanish. So what is found here was made when
// all names above it were durable, and only its own is in doubt.
Result<void, IoError> ensure_directory(FileSystem& files, const std::string& path) {
  const std::string parent = parent_of(path);
  if (parent == path) return {};
  const auto size = files.file_size(path);
  const bool found = size || size.error() != IoError::not_found;
  if (!found) {
    if (auto above = ensure_directory(files, parent); !above) return above;
    const auto made = files.make_directory(path);
    if (!made && made.error() != IoError::exists) return made;
  }
  auto synced = files.sync_directory(parent, SyncReason::new_directory);
  // Who may not read the directory above did not make this one.
  if (!synced && synced.error() == IoError::denied && found) return {};
  return synced;
}

Result<std::unique_ptr<File>, IoError> create_over(FileSystem& files, const std::string& path) {
  auto file = files.create(path);
  if (file || file.error() != IoError::exists) return file;
  if (auto removed = files.remove_file(path); !removed) return unexpected(removed.error());
  return files.create(path);
}

}  // namespace picket::segment
