// What a process and its files cost: /proc/PID and the size of a folder.
// Source: proc(5).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include <sys/types.h>

namespace picket::load {

/// User and system time of all threads, living and gone, in steps of a clock tick (10 ms).
/// nullopt when there is no such process.
std::optional<std::chrono::microseconds> cpu_time(pid_t pid);

/// Fields 14 and 15 of /proc/PID/stat, in clock ticks. The command in field 2 may hold anything.
std::optional<std::uint64_t> ticks_in_stat(std::string_view stat);

/// Makes peak_rss_kb() start over. False when that is not allowed: the peak is then since the
/// process began.
bool reset_peak_rss(pid_t pid);
std::optional<std::uint64_t> peak_rss_kb(pid_t pid);

/// A value in kB of /proc/PID/status: "VmHWM".
std::optional<std::uint64_t> kb_in_status(std::string_view status, std::string_view name);

/// Space allocated to the regular files below `folder`, in bytes. Files that vanish meanwhile do
/// not count.
std::uint64_t disk_bytes(const std::filesystem::path& folder);

}  // namespace picket::load
