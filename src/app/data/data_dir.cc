#include "app/data/data_dir.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "segment/posix_file_system.h"

namespace picket::app {
namespace {

Error open_error(int number, const std::string& path) {
  const std::string reason = std::generic_category().message(number);
  if (number == ENOSPC || number == EDQUOT) {
    return {ErrorKind::unavailable, "disk_full",
            fmt::format("the disk of the data directory {} is full: free some space, or lower "
                        "retention_days and run `picket cleanup`",
                        path)};
  }
  return {ErrorKind::invalid_argument, "data_dir_not_writable",
          fmt::format("the data directory {} cannot be written ({}): give it to the user that "
                      "starts Picket (uid {}), or choose another one with --data",
                      path, reason, ::geteuid())};
}

int number_of(segment::IoError error) {
  switch (error) {
    case segment::IoError::no_space:
      return ENOSPC;
    case segment::IoError::no_handles:
      return EMFILE;
    case segment::IoError::denied:
      return EACCES;
    case segment::IoError::not_found:
      return ENOTDIR;
    case segment::IoError::exists:
      return EEXIST;
    case segment::IoError::failed:
      break;
  }
  return EIO;
}

/// mkdir -p, with every name synced: a power loss would take all that is in the directory with it.
/// Only what is created gets mode 0700.
Result<void> create(const std::string& path) {
  std::string whole = std::filesystem::absolute(path).lexically_normal().string();
  if (whole.size() > 1 && whole.back() == '/') whole.pop_back();
  segment::PosixFileSystem files;
  const auto made = ensure_directory(files, whole);
  if (!made) return unexpected(open_error(number_of(made.error()), path));
  return {};
}

/// Root can write everywhere, but what it creates would shut out the owner.
Result<void> check_owner(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return unexpected(open_error(errno, path));
  if (!S_ISDIR(about.st_mode)) return unexpected(open_error(ENOTDIR, path));
  if (::geteuid() != 0 || about.st_uid == 0) return {};
  return unexpected(
      Error{ErrorKind::invalid_argument, "data_dir_wrong_owner",
            fmt::format("the data directory {} belongs to uid {} but Picket was started as root: "
                        "start it as that user, or run `chown -R root {}`",
                        path, about.st_uid, path)});
}

Error in_use(const std::string& path, int lock_fd) {
  char text[32] = {};
  const ssize_t got = ::pread(lock_fd, text, sizeof text - 1, 0);
  std::string_view pid(text, got > 0 ? static_cast<std::size_t>(got) : 0);
  while (!pid.empty() && pid.back() == '\n') pid.remove_suffix(1);
  return {ErrorKind::conflict, kDataDirInUse,
          fmt::format("the data directory {} is in use by another picket process{}: stop it first, "
                      "or choose another directory with --data",
                      path, pid.empty() ? "" : fmt::format(" (pid {})", pid))};
}

Error half_restored(const std::string& path) {
  return {ErrorKind::conflict, "data_dir_half_restored",
          fmt::format("the data directory {} is one that a restore was interrupted in: run `picket "
                      "restore` again, which begins anew",
                      path)};
}

Result<int> take_lock(const std::string& path) {
  const std::string file = fmt::format("{}/{}", path, kLockFile);
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return unexpected(open_error(errno, path));
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const Error error = errno == EWOULDBLOCK ? in_use(path, fd) : open_error(errno, path);
    ::close(fd);
    return unexpected(error);
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(fd, 0) != 0 ||
      ::pwrite(fd, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    const Error error = open_error(errno, path);
    ::close(fd);
    return unexpected(error);
  }
  return fd;
}

}  // namespace

Result<std::unique_ptr<DataDir>> DataDir::open(const std::string& path, DataDirUse use) {
  if (auto created = create(path); !created) return unexpected(created.error());
  if (auto checked = check_owner(path); !checked) return unexpected(checked.error());
  const auto lock = take_lock(path);
  std::error_code ignored;
  if (!lock) return unexpected(lock.error());
  std::unique_ptr<DataDir> opened(new DataDir(path, *lock));
  if (use == DataDirUse::stores && std::filesystem::exists(opened->file(kRestoringFolder), ignored))
    return unexpected(half_restored(path));
  return opened;
}

DataDir::~DataDir() {
  ::close(lock_fd_);
}

}  // namespace picket::app
