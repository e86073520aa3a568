#include "load/process.h"

#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"

namespace picket::load {
namespace {

std::string read_proc(pid_t pid, std::string_view file) {
  std::ifstream in(fmt::format("/proc/{}/{}", pid, file));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::optional<std::uint64_t> ticks_in_stat(std::string_view stat) {
  const std::size_t end = stat.rfind(')');
  if (end == std::string_view::npos) return std::nullopt;
  // Behind the command comes field 3.
  std::string_view rest = ascii::trim(stat.substr(end + 1));
  std::uint64_t sum = 0;
  for (int field = 3; field <= 15; ++field) {
    const ascii::Split split = ascii::split_once(rest, ' ');
    rest = split.tail;
    if (field < 14) continue;
    const auto ticks = ascii::parse_uint<std::uint64_t>(split.head);
    if (!ticks) return std::nullopt;
    sum += *ticks;
  }
  return sum;
}

std::optional<std::chrono::microseconds> cpu_time(pid_t pid) {
  const auto ticks = ticks_in_stat(read_proc(pid, "stat"));
  if (!ticks) return std::nullopt;
  const auto per_second = static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
  return std::chrono::microseconds(*ticks * 1'000'000 / per_second);
}

bool reset_peak_rss(pid_t pid) {
  std::ofstream out(fmt::format("/proc/{}/clear_refs", pid));
  out << "5" << std::flush;
  return out.good();
}

std::optional<std::uint64_t> kb_in_status(std::string_view status, std::string_view name) {
  for (std::string_view rest = status; !rest.empty();) {
    const ascii::Split line = ascii::split_once(rest, '\n');
    rest = line.tail;
    const ascii::Split field = ascii::split_once(line.head, ':');
    if (field.head != name) continue;
    return ascii::parse_uint<std::uint64_t>(ascii::split_once(ascii::trim(field.tail), ' ').head);
  }
  return std::nullopt;
}

std::optional<std::uint64_t> peak_rss_kb(pid_t pid) {
  return kb_in_status(read_proc(pid, "status"), "VmHWM");
}

std::uint64_t disk_bytes(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  constexpr std::uint64_t kBlock = 512;  // Of st_blocks, whatever the file system's own.
  std::uint64_t sum = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    struct stat info {};
    if (::lstat(it->path().c_str(), &info) == 0 && S_ISREG(info.st_mode)) {
      sum += static_cast<std::uint64_t>(info.st_blocks) * kBlock;
    }
  }
  return sum;
}

}  // namespace picket::load
