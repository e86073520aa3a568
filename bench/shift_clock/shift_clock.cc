// A preloaded library that moves the wall clock, so that weeks pass in minutes and a clock can
// jump:
//   LD_PRELOAD=build/release/libpicket_shift_clock.so SHIFT_CLOCK_FILE=clock build/release/picket
//   serve
//
// The file holds one number, 64 bits in the machine's order: microseconds that are added to the
// real time. It is mapped, so programs see at once what whoever tests writes there (eight bytes in
// one write). Monotonic clocks stay as they are: what waits, waits as long as ever. The program
// itself has no such switch, as nobody should be able to set it in production.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kNanosPerMicro = 1000;

/// Null without a file that can be mapped: the clock is the real one then.
const std::atomic<std::int64_t>* map_offset() {
  const char* const path = std::getenv("SHIFT_CLOCK_FILE");
  if (path == nullptr) return nullptr;
  const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return nullptr;
  void* const page = ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, fd, 0);
  ::close(fd);
  return page == MAP_FAILED ? nullptr : static_cast<const std::atomic<std::int64_t>*>(page);
}

std::int64_t offset() {
  static const std::atomic<std::int64_t>* const mapped = map_offset();
  return mapped == nullptr ? 0 : mapped->load(std::memory_order_relaxed);
}

int real_clock(clockid_t clock, timespec* now) {
  using ClockGettime = int (*)(clockid_t, timespec*);
  static const auto next = reinterpret_cast<ClockGettime>(dlsym(RTLD_NEXT, "clock_gettime"));
  return next(clock, now);
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  const int result = real_clock(clock, now);
  if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
  const std::int64_t micros =
      now->tv_sec * kMicrosPerSecond + now->tv_nsec / kNanosPerMicro + offset();
  now->tv_nsec = micros % kMicrosPerSecond * kNanosPerMicro + now->tv_nsec % kNanosPerMicro;
  now->tv_sec = micros / kMicrosPerSecond;
  return result;
}

extern "C" int gettimeofday(timeval* now, void* /*zone*/) noexcept {
  timespec precise{};
  const int result = clock_gettime(CLOCK_REALTIME, &precise);
  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / kNanosPerMicro;
  return result;
}

extern "C" std::time_t time(std::time_t* into) noexcept {
  timespec precise{};
  clock_gettime(CLOCK_REALTIME, &precise);
  if (into != nullptr) *into = precise.tv_sec;
  return precise.tv_sec;
}
