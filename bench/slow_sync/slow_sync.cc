// A preloaded library that makes every sync take longer, as on a disk slower than this machine's:
//   LD_PRELOAD=build/release/libpicket_slow_sync.so SLOW_SYNC_MS=5 build/release/picket serve
#include <chrono>
#include <cstdlib>
#include <thread>

#include <dlfcn.h>
#include <unistd.h>

namespace {

void wait() {
  static const char* const ms = std::getenv("SLOW_SYNC_MS");
  if (ms != nullptr) std::this_thread::sleep_for(std::chrono::milliseconds(std::atoi(ms)));
}

int call_next(const char* name, int fd) {
  using Sync = int (*)(int);
  return reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name))(fd);
}

}  // namespace

extern "C" int fsync(int fd) {
  wait();
  return call_next("fsync", fd);
}

extern "C" int fdatasync(int fd) {
  wait();
  return call_next("fdatasync", fd);
}
