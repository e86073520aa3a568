// Where in a minidump texts of the process may be. Nothing else of it is read.
// Source: learn.microsoft.com/windows/win32/api/minidumpapiset, and Breakpad's minidump_format.h
// for the streams of Linux.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace picket::domain::scrub {

struct DumpPart {
  enum class Kind : std::uint8_t {
    stack,
    heap,         ///< Any other memory.
    code_file,    ///< A path in UTF-16, in the byte order of the dump.
    debug_file,   ///< A path in UTF-8.
    environment,  ///< Variables and command line of a Linux process.
  };

  Kind kind = Kind::heap;
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// More modules, threads or regions than a process has.
inline constexpr std::size_t kMaxDumpParts = 100'000;

/// Whether the machine that wrote the dump has the high byte first, in UTF-16 as well.
bool is_big_endian_dump(std::span<const char> dump) noexcept;

/// A path is shorter. Source: 32,767 characters of Windows, each up to three bytes.
inline constexpr std::size_t kMaxDumpPathBytes = 98'301;

/// Of either byte order. Within the bytes; what lies outside of them is left out, and of one kind
/// none overlap, so that a dump that lists the same memory many times is not searched as often. By
/// kind, then by place. Empty when it is no minidump.
std::vector<DumpPart> find_dump_parts(std::span<const char> dump);

}  // namespace picket::domain::scrub
