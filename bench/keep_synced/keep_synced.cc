// A preloaded library that remembers what a loss of power would leave of a folder:
//   LD_PRELOAD=build/release/libpicket_keep_synced.so
//   KEEP_SYNCED_ROOT=/abs/data KEEP_SYNCED_SHADOW=/abs/shadow
//
// The shadow, on the same file system, has
//   files/INODE     bytes of a file at its last fsync or fdatasync; nothing if it never was synced
//   folders/INODE   names of a folder at its last fsync, a line each: "f INODE NAME", "d INODE
//   NAME" held/           hard links to what was unlinked or replaced: no inode number comes twice
//
// Names and bytes are apart, as in POSIX: fsync of a file makes no name durable, and no rename or
// unlink is durable before the fsync of its folder. tests/crash/power.py makes the first shadow
// and, after a kill, a folder of what it says.
//
// A sync is copied after the kernel's has succeeded and before the caller hears of it. The copy
// overwrites in place, so that a kill within it leaves old and new blocks mixed, as a sync that did
// not return may. Bytes that another thread writes meanwhile may be in it; a disk may keep them,
// too.
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

std::string variable(const char* name) {
  const char* const text = std::getenv(name);
  return text == nullptr ? std::string() : std::string(text);
}
const std::string& root() {
  static const std::string path = variable("KEEP_SYNCED_ROOT");
  return path;
}
const std::string& shadow() {
  static const std::string path = variable("KEEP_SYNCED_SHADOW");
  return path;
}

/// A test that cannot remember must not go on as if it could.
[[noreturn]] void give_up(const char* what) {
  std::perror(what);
  std::abort();
}

bool within_root(const std::string& path) {
  const std::string& top = root();
  return !top.empty() && path.compare(0, top.size(), top) == 0 &&
         (path.size() == top.size() || path[top.size()] == '/');
}

std::string path_of(int fd) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
  return size <= 0 ? std::string() : std::string(path, static_cast<std::size_t>(size));
}

void copy_bytes(int from, std::int64_t size, const std::string& to) {
  const int out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (out < 0) give_up(to.c_str());
  off_t at = 0;
  char block[64 * 1024];
  while (at < size) {
    const ssize_t got = ::pread(from, block, sizeof block, at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;  // Shorter by now.
    if (::pwrite(out, block, static_cast<std::size_t>(got), at) != got) give_up(to.c_str());
    at += got;
  }
  if (::ftruncate(out, at) != 0) give_up(to.c_str());
  ::close(out);
}

void remember_file(int fd, const struct stat& about) {
  // What syncs may have opened it for writing only.
  const std::string itself = "/proc/self/fd/" + std::to_string(fd);
  const int readable = ::open(itself.c_str(), O_RDONLY | O_CLOEXEC);
  if (readable < 0) give_up(itself.c_str());
  copy_bytes(readable, about.st_size, shadow() + "/files/" + std::to_string(about.st_ino));
  ::close(readable);
}

void remember_folder(const std::string& path, const struct stat& about) {
  DIR* const folder = ::opendir(path.c_str());
  if (folder == nullptr) return;  // Removed meanwhile.
  std::string lines;
  while (const dirent* const entry = ::readdir(folder)) {
    const std::string name = entry->d_name;
    struct stat of {};
    if (name == "." || name == ".." || ::lstat((path + "/" + name).c_str(), &of) != 0) continue;
    if (!S_ISREG(of.st_mode) && !S_ISDIR(of.st_mode)) continue;
    lines += (S_ISDIR(of.st_mode) ? "d " : "f ") + std::to_string(of.st_ino) + " " + name + "\n";
  }
  ::closedir(folder);
  static std::atomic<unsigned> number = 0;
  const std::string to = shadow() + "/folders/" + std::to_string(about.st_ino);
  const std::string part = to + ".part" + std::to_string(number++);
  std::FILE* const out = std::fopen(part.c_str(), "w");
  if (out == nullptr) give_up(part.c_str());
  std::fwrite(lines.data(), 1, lines.size(), out);
  if (std::fclose(out) != 0 || ::rename(part.c_str(), to.c_str()) != 0) give_up(part.c_str());
}

int remember(int fd, int result) {
  if (result != 0) return result;
  const int error = errno;
  struct stat about {};
  const std::string path = path_of(fd);
  if (within_root(path) && ::fstat(fd, &about) == 0) {
    if (S_ISDIR(about.st_mode)) remember_folder(path, about);
    if (S_ISREG(about.st_mode)) remember_file(fd, about);
  }
  errno = error;
  return result;
}

std::string absolute(const char* path) {
  if (path[0] == '/') return path;
  char here[4096];
  return ::getcwd(here, sizeof here) == nullptr ? std::string(path)
                                                : std::string(here) + "/" + path;
}

/// Before the name goes.
void hold(const char* path) {
  const int error = errno;
  struct stat about {};
  if (within_root(absolute(path)) && ::lstat(path, &about) == 0 && S_ISREG(about.st_mode)) {
    const std::string to = shadow() + "/held/" + std::to_string(about.st_ino);
    if (::link(path, to.c_str()) != 0 && errno != EEXIST && errno != ENOENT) give_up(to.c_str());
  }
  errno = error;
}

}  // namespace

extern "C" int fsync(int fd) {
  return remember(fd, next<int (*)(int)>("fsync")(fd));
}

extern "C" int fdatasync(int fd) {
  return remember(fd, next<int (*)(int)>("fdatasync")(fd));
}

extern "C" int unlink(const char* path) noexcept {
  hold(path);
  return next<int (*)(const char*)>("unlink")(path);
}

extern "C" int remove(const char* path) noexcept {
  hold(path);
  return next<int (*)(const char*)>("remove")(path);
}

extern "C" int unlinkat(int folder, const char* path, int flags) noexcept {
  if ((flags & AT_REMOVEDIR) == 0) {
    hold(folder == AT_FDCWD || path[0] == '/' ? path : (path_of(folder) + "/" + path).c_str());
  }
  return next<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
}

extern "C" int rename(const char* from, const char* to) noexcept {
  hold(to);
  return next<int (*)(const char*, const char*)>("rename")(from, to);
}
