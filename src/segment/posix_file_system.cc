#include "segment/posix_file_system.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace picket::segment {
namespace {

IoError last_error() noexcept {
  switch (errno) {
    case ENOSPC:
    case EDQUOT:
      return IoError::no_space;
    case EMFILE:
    case ENFILE:
      return IoError::no_handles;
    case EACCES:
    case EPERM:
    case EROFS:
      return IoError::denied;
    case ENOENT:
    case ENOTDIR:
      return IoError::not_found;
    case EEXIST:
    case ENOTEMPTY:
      return IoError::exists;
    default:
      return IoError::failed;
  }
}

Result<void, IoError> check(int returned) noexcept {
  if (returned < 0) return unexpected(last_error());
  return {};
}

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return fd_; }

 private:
  int fd_;
};

class PosixFile final : public File {
 public:
  explicit PosixFile(int fd) noexcept : fd_(fd) {}

  Result<void, IoError> write(std::uint64_t position,
                              std::span<const std::string_view> pieces) override {
    std::array<iovec, kPiecesAtOnce> vectors;
    std::size_t skip = 0;  // Bytes of pieces.front() that are written already.
    while (!pieces.empty()) {
      const std::size_t count = std::min(pieces.size(), vectors.size());
      for (std::size_t i = 0; i < count; ++i) {
        // pwritev only reads through it.
        vectors[i] = {const_cast<char*>(pieces[i].data()), pieces[i].size()};
      }
      vectors[0] = {const_cast<char*>(pieces[0].data()) + skip, pieces[0].size() - skip};
      const ssize_t written = ::pwritev(fd_.get(), vectors.data(), static_cast<int>(count),
                                        static_cast<off_t>(position));
      if (written < 0) {
        if (errno == EINTR) continue;
        return unexpected(last_error());
      }
      position += static_cast<std::uint64_t>(written);
      skip += static_cast<std::size_t>(written);
      while (!pieces.empty() && skip >= pieces.front().size()) {
        skip -= pieces.front().size();
        pieces = pieces.subspan(1);
      }
    }
    return {};
  }

  Result<std::size_t, IoError> read(std::uint64_t position, std::span<char> out) const override {
    std::size_t filled = 0;
    while (filled < out.size()) {
      const ssize_t got = ::pread(fd_.get(), out.data() + filled, out.size() - filled,
                                  static_cast<off_t>(position + filled));
      if (got < 0) {
        if (errno == EINTR) continue;
        return unexpected(last_error());
      }
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    return filled;
  }

  Result<void, IoError> sync_data(SyncReason) override {
    // Not retried on EINTR: after any failure the pages may be gone.
    return check(::fdatasync(fd_.get()));
  }

  Result<void, IoError> truncate(std::uint64_t size) override {
    return check(::ftruncate(fd_.get(), static_cast<off_t>(size)));
  }

  Result<std::uint64_t, IoError> size() const override {
    struct stat info {};
    if (::fstat(fd_.get(), &info) < 0) return unexpected(last_error());
    return static_cast<std::uint64_t>(info.st_size);
  }

 private:
  // Half of Linux's IOV_MAX: 256 records a call, 8 KiB of stack.
  static constexpr std::size_t kPiecesAtOnce = 512;

  Descriptor fd_;
};

Result<std::unique_ptr<File>, IoError> open_file(const std::string& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (fd < 0) return unexpected(last_error());
  return std::make_unique<PosixFile>(fd);
}

}  // namespace

Result<std::unique_ptr<File>, IoError> PosixFileSystem::create(const std::string& path) {
  return open_file(path, O_RDWR | O_CREAT | O_EXCL);
}

Result<std::unique_ptr<File>, IoError> PosixFileSystem::open(const std::string& path,
                                                             OpenMode mode) {
  return open_file(path, mode == OpenMode::read ? O_RDONLY : O_RDWR);
}

Result<std::uint64_t, IoError> PosixFileSystem::file_size(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) < 0) return unexpected(last_error());
  return static_cast<std::uint64_t>(info.st_size);
}

Result<void, IoError> PosixFileSystem::make_directory(const std::string& path) {
  return check(::mkdir(path.c_str(), 0700));
}

Result<std::vector<std::string>, IoError> PosixFileSystem::list(const std::string& directory) {
  const auto close = [](DIR* dir) { ::closedir(dir); };
  const std::unique_ptr<DIR, decltype(close)> dir(::opendir(directory.c_str()), close);
  if (!dir) return unexpected(last_error());
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = ::readdir(dir.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return unexpected(last_error());
  return names;
}

Result<void, IoError> PosixFileSystem::sync_directory(const std::string& path, SyncReason) {
  const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0) return unexpected(last_error());
  return check(::fsync(directory.get()));
}

Result<void, IoError> PosixFileSystem::rename(const std::string& from, const std::string& to) {
  return check(std::rename(from.c_str(), to.c_str()));
}

Result<void, IoError> PosixFileSystem::remove_file(const std::string& path) {
  return check(::unlink(path.c_str()));
}

Result<void, IoError> PosixFileSystem::remove_directory(const std::string& path) {
  return check(::rmdir(path.c_str()));
}

}  // namespace picket::segment
