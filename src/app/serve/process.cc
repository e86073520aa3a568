#include "app/serve/process.h"

#include <cstdio>
#include <filesystem>
#include <iterator>
#include <system_error>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/units.h"

namespace picket::app {
namespace {

/// glibc makes up to 8 arenas a core, and memory freed in one is of no use to the others: a batch
/// freed by a consumer thread would stay resident beside the next one of another thread.
constexpr int kArenas = 2;
/// Bigger blocks are mapped and go back to the kernel when freed. Fixed, because by default the
/// threshold grows to 32 MiB after the first large event and its memory then stays.
constexpr int kMapThresholdBytes = static_cast<int>(1_MiB);
/// Free memory at the top of an arena beyond this goes back to the kernel.
constexpr int kTrimThresholdBytes = static_cast<int>(4_MiB);

}  // namespace

std::uint64_t raise_file_limit() noexcept {
  struct rlimit files {};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  const rlim_t before = files.rlim_cur;
  files.rlim_cur = files.rlim_max;
  return ::setrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_max : before;
}

void tune_malloc() noexcept {
  ::mallopt(M_ARENA_MAX, kArenas);
  ::mallopt(M_MMAP_THRESHOLD, kMapThresholdBytes);
  ::mallopt(M_TRIM_THRESHOLD, kTrimThresholdBytes);
}

ProcessFacts read_process_facts() {
  ProcessFacts facts;
  if (std::FILE* const statm = std::fopen("/proc/self/statm", "re")) {
    long total = 0;
    long resident = 0;
    if (std::fscanf(statm, "%ld %ld", &total, &resident) == 2)
      facts.resident_bytes = resident * ::sysconf(_SC_PAGESIZE);
    std::fclose(statm);
  }
  std::error_code failed;
  const std::filesystem::directory_iterator files("/proc/self/fd", failed);
  if (!failed) facts.open_files = std::distance(begin(files), end(files));
  return facts;
}

}  // namespace picket::app
