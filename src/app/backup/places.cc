#include "app/backup/places.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "app/backup/new_file.h"
#include "base/units.h"

namespace picket::app {
namespace {

namespace fs = std::filesystem;

Error refusal(std::string_view code, std::string sentence) {
  return {ErrorKind::invalid_argument, code, std::move(sentence)};
}

/// With symbolic links followed as far as the path exists.
fs::path true_path(const std::string& path) {
  std::error_code failed;
  fs::path whole = fs::weakly_canonical(path, failed);
  if (failed) whole = fs::path(path).lexically_normal();
  if (whole.has_relative_path() && whole.filename().empty()) whole = whole.parent_path();
  return whole;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

Result<std::vector<std::string>> list_folder(const std::string& path) {
  std::error_code failed;
  std::vector<std::string> names;
  for (fs::directory_iterator at(path, failed), end; !failed && at != end; at.increment(failed)) {
    if (std::string name = at->path().filename().string(); name != "lost+found")
      names.push_back(std::move(name));
  }
  if (failed) return unexpected(file_error(failed.value(), "read", path));
  return names;
}

Result<void> prepare_backup_folder(const std::string& path, const std::string& data, bool& made) {
  made = false;
  if (!fs::path(path).is_absolute())
    return unexpected(refusal("backup_folder", fmt::format("{} is no absolute path", path)));
  if (is_inside(true_path(path), true_path(data))) {
    return unexpected(refusal("backup_folder",
                              fmt::format("{} is inside of the data directory {}: choose a folder "
                                          "elsewhere, best on another disk",
                                          path, data)));
  }
  std::error_code failed;
  const bool exists = fs::exists(path, failed);
  if (exists && !fs::is_directory(path, failed))
    return unexpected(refusal("backup_folder", fmt::format("{} is no folder", path)));
  if (exists) {
    const auto names = list_folder(path);
    if (!names) return unexpected(names.error());
    if (names->empty()) return {};
    return unexpected(refusal(
        "backup_folder",
        fmt::format("{} is not empty: a backup goes into a new folder, or an empty one", path)));
  }
  const fs::path whole = true_path(path);
  fs::create_directories(whole.parent_path(), failed);
  if (failed) return unexpected(file_error(failed.value(), "create", whole.parent_path().string()));
  if (::mkdir(whole.c_str(), 0700) != 0) return unexpected(file_error(errno, "create", path));
  made = true;
  return sync_folder(whole.parent_path().string());
}

Result<void> check_room(const std::string& folder, std::uint64_t bytes) {
  struct statvfs about {};
  if (::statvfs(folder.c_str(), &about) != 0)
    return unexpected(file_error(errno, "look at", folder));
  const std::uint64_t free = std::uint64_t{about.f_bavail} * about.f_frsize;
  if (free >= bytes) return {};
  return unexpected(Error{ErrorKind::unavailable, "disk_full",
                          fmt::format("the disk of {} has {} left and {} are needed: free some "
                                      "space, or choose another disk",
                                      folder, size_text(free), size_text(bytes))});
}

Result<void> make_folders_for(const std::string& root, std::string_view name) {
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    const std::string folder = fmt::format("{}/{}", root, name.substr(0, slash));
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
      return unexpected(file_error(errno, "create", folder));
  }
  return {};
}

Result<void> sync_folder(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return unexpected(file_error(errno, "open", path));
  const int synced = ::fsync(fd);
  const int number = errno;
  ::close(fd);
  if (synced != 0) return unexpected(file_error(number, "sync", path));
  return {};
}

Result<void> sync_folders_below(const std::string& path) {
  std::error_code failed;
  for (fs::recursive_directory_iterator at(path, failed), end; !failed && at != end;
       at.increment(failed)) {
    if (!at->is_directory(failed)) continue;
    if (auto done = sync_folder(at->path().string()); !done) return done;
  }
  if (failed) return unexpected(file_error(failed.value(), "read", path));
  return sync_folder(path);
}

Result<void> remove_all(const std::string& path) {
  std::error_code failed;
  fs::remove_all(path, failed);
  if (failed) return unexpected(file_error(failed.value(), "remove", path));
  return {};
}

std::string size_text(std::uint64_t bytes) {
  if (bytes < 1_KiB) return fmt::format("{} B", bytes);
  if (bytes < 1_MiB) return fmt::format("{} KiB", bytes >> 10U);
  if (bytes < 1_GiB)
    return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / static_cast<double>(1_MiB));
  return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / static_cast<double>(1_GiB));
}

}  // namespace picket::app
