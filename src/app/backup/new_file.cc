#include "app/backup/new_file.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/hex.h"
#include "base/units.h"

namespace picket::app {
namespace {

/// What the kernel may owe the disk: a server that syncs its log beside it waits for no more.
constexpr std::uint64_t kSyncBytes = 8_MiB;

}  // namespace

Sha256::Sha256() : context_(::EVP_MD_CTX_new()) {
  PICKET_ASSERT(context_ != nullptr);
  PICKET_ASSERT(::EVP_DigestInit_ex(context_, ::EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() {
  ::EVP_MD_CTX_free(context_);
}

void Sha256::add(std::span<const char> bytes) {
  PICKET_ASSERT(::EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
}

std::string Sha256::finish() {
  std::array<std::byte, 32> digest{};
  void* const raw = digest.data();
  PICKET_ASSERT(::EVP_DigestFinal_ex(context_, static_cast<unsigned char*>(raw), nullptr) == 1);
  return to_hex(digest);
}

Error file_error(int number, std::string_view what, const std::string& path) {
  const bool full = number == ENOSPC || number == EDQUOT;
  std::string_view remedy;
  if (full) remedy = ": free some space, or choose another disk";
  if (number == EACCES || number == EPERM) remedy = ": give it to the user that does this";
  const std::string who =
      remedy.starts_with(": give") ? fmt::format(" (uid {})", ::geteuid()) : std::string();
  return {ErrorKind::unavailable, full ? "disk_full" : "backup_io",
          fmt::format("cannot {} {}: {}{}{}", what, path, std::generic_category().message(number),
                      remedy, who)};
}

Result<std::unique_ptr<NewFile>> NewFile::create(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return unexpected(file_error(errno, "create", path));
  return std::unique_ptr<NewFile>(new NewFile(path, fd));
}

NewFile::~NewFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> NewFile::write(std::span<const char> bytes) {
  unsynced_ += bytes.size();
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return unexpected(file_error(errno, "write", path_));
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  if (unsynced_ < kSyncBytes) return {};
  unsynced_ = 0;
  if (::fdatasync(fd_) != 0) return unexpected(file_error(errno, "sync", path_));
  return {};
}

Result<void> NewFile::finish() {
  const int synced = ::fsync(fd_);
  const int number = errno;
  // Of a file that is synced, close() has nothing more to say.
  ::close(std::exchange(fd_, -1));
  if (synced != 0) return unexpected(file_error(number, "sync", path_));
  return {};
}

Result<std::unique_ptr<FileReader>> FileReader::open(const std::string& path) {
  // Without O_NONBLOCK it would wait for somebody to write into a pipe.
  const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return unexpected(file_error(errno, "open", path));
  return std::unique_ptr<FileReader>(new FileReader(path, fd));
}

FileReader::~FileReader() {
  ::close(fd_);
}

Result<std::size_t> FileReader::read(std::span<char> into) {
  std::size_t filled = 0;
  while (filled < into.size()) {
    const ssize_t got = ::read(fd_, into.data() + filled, into.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unexpected(file_error(errno, "read", path_));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Result<std::uint64_t> FileReader::size() const {
  struct stat about {};
  if (::fstat(fd_, &about) != 0) return unexpected(file_error(errno, "read", path_));
  return static_cast<std::uint64_t>(about.st_size);
}

Result<void> FileReader::sync() {
  if (::fsync(fd_) != 0) return unexpected(file_error(errno, "sync", path_));
  return {};
}

}  // namespace picket::app
