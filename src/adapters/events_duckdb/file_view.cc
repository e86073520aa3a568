#include "adapters/events_duckdb/file_view.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace picket::adapters::duck {
namespace {

Error io_error(const std::filesystem::path& path, int number) {
  return {ErrorKind::unavailable, "event_store_io",
          path.string() + ": " + std::generic_category().message(number)};
}

}  // namespace

Result<std::unique_ptr<FileView>> FileView::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return unexpected(io_error(path, errno));
  return std::unique_ptr<FileView>(new FileView(path, fd));
}

FileView::~FileView() {
  ::close(fd_);
}

Result<std::uint64_t> FileView::size() const {
  struct stat about {};
  if (::fstat(fd_, &about) != 0) return unexpected(io_error(path_, errno));
  return static_cast<std::uint64_t>(about.st_size);
}

Result<void> FileView::read(std::uint64_t position, std::span<char> out) const {
  while (!out.empty()) {
    const ssize_t got = ::pread(fd_, out.data(), out.size(), static_cast<off_t>(position));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unexpected(io_error(path_, errno));
    if (got == 0) {
      return unexpected(
          Error{ErrorKind::corrupt, "event_store_short", path_.string() + " ends too early"});
    }
    position += static_cast<std::uint64_t>(got);
    out = out.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

Result<FileView::Headers> FileView::headers() const {
  Headers headers{};
  if (auto done = read(0, headers); !done) return unexpected(std::move(done.error()));
  return headers;
}

}  // namespace picket::adapters::duck
