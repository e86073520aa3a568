// What the process asks of the kernel and of malloc, and what it can tell of itself.
// Sources: mallopt(3), getrlimit(2), proc(5).
#pragma once

#include <cstdint>

namespace picket::app {

/// Raises the soft limit of open files to the hard one; returns what is in force then.
std::uint64_t raise_file_limit() noexcept;

/// Keeps the resident memory of a server with many threads near what it uses. Call before threads
/// start.
void tune_malloc() noexcept;

struct ProcessFacts {
  std::int64_t resident_bytes = 0;
  std::int64_t open_files = 0;
};

/// Zeros where /proc cannot be read.
ProcessFacts read_process_facts();

}  // namespace picket::app
