#include "app/data/durable_file.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace picket::app {
namespace {

class Fd {
 public:
  explicit Fd(int fd) noexcept : fd_(fd) {}
  ~Fd() {
    if (fd_ >= 0) ::close(fd_);
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  int get() const noexcept { return fd_; }

 private:
  int fd_;
};

Error file_error(int number, std::string_view what, const std::string& path) {
  const std::string_view code = number == ENOSPC || number == EDQUOT ? "disk_full" : "file_write";
  return {ErrorKind::unavailable, code,
          fmt::format("cannot {} {}: {}", what, path, std::generic_category().message(number))};
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Nullptr, or what is wrong with who may touch it.
const char* exposure(const struct stat& about) {
  const bool ours = about.st_uid == ::geteuid();
  if (!ours && about.st_uid != 0) return "belongs to another user";
  constexpr mode_t kOfOthers = 0077;
  constexpr mode_t kOfOthersButReadingGroup = 0037;
  if ((about.st_mode & (ours ? kOfOthers : kOfOthersButReadingGroup)) != 0)
    return "is open to other users";
  return nullptr;
}

Result<void> check_secret(int fd, const std::string& path) {
  struct stat about {};
  if (::fstat(fd, &about) != 0) return unexpected(file_error(errno, "read", path));
  if (!S_ISREG(about.st_mode)) {
    return unexpected(
        Error{ErrorKind::corrupt, "file_read", fmt::format("{} is no regular file", path)});
  }
  const char* const wrong = exposure(about);
  if (wrong == nullptr) return {};
  return unexpected(
      Error{ErrorKind::invalid_argument, "file_exposed",
            fmt::format("{} {} (uid {}, mode {:04o}): give it to uid {} and run `chmod 600 {}`",
                        path, wrong, about.st_uid, about.st_mode & 07777U, ::geteuid(), path)});
}

Result<std::optional<std::string>> read_file(const std::string& path, bool secret) {
  // Without O_NONBLOCK it would wait for somebody to write into a pipe.
  const Fd file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT) return std::nullopt;
    return unexpected(file_error(errno, "open", path));
  }
  if (secret) {
    if (auto checked = check_secret(file.get(), path); !checked) return unexpected(checked.error());
  }
  std::string text;
  char buffer[4096];
  while (true) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unexpected(file_error(errno, "read", path));
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
    if (text.size() > kMaxPrivateFileBytes)
      return unexpected(Error{ErrorKind::corrupt, "file_too_large",
                              fmt::format("{} is larger than it can be", path)});
  }
}

}  // namespace

Result<void> write_private_file(const std::string& path, std::string_view text) {
  const std::string beside = path + ".new";
  {
    const Fd file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.get() < 0) return unexpected(file_error(errno, "create", beside));
    if (::fchmod(file.get(), 0600) != 0 || !write_all(file.get(), text) ||
        ::fsync(file.get()) != 0) {
      const int number = errno;
      ::unlink(beside.c_str());
      return unexpected(file_error(number, "write", beside));
    }
  }
  if (::rename(beside.c_str(), path.c_str()) != 0)
    return unexpected(file_error(errno, "rename", beside));
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Fd directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || ::fsync(directory.get()) != 0)
    return unexpected(file_error(errno, "sync", folder));
  return {};
}

Result<std::optional<std::string>> read_private_file(const std::string& path) {
  return read_file(path, /*secret=*/false);
}

Result<std::optional<std::string>> read_secret_file(const std::string& path) {
  return read_file(path, /*secret=*/true);
}

}  // namespace picket::app
