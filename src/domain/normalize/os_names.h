// Names of the numbers by which operating systems say what happened to a process.
// Source: shared spec "ingest", section 3.3 (mechanism) and data/ingest_tables.json.
#pragma once

#include <cstdint>
#include <string_view>

namespace picket::domain::normalize {

/// Systems that number errors and signals alike. (`linux` is a macro of some compilers.)
enum class OsFamily : std::uint8_t { unknown, linux_os, darwin, windows };

/// From the name of a system in lower case.
OsFamily os_family(std::string_view lower_name) noexcept;

/// "ENOENT"; this and the others are empty for a number that has no name there.
std::string_view errno_name(OsFamily os, std::int64_t number) noexcept;
/// "SIGSEGV".
std::string_view signal_name(OsFamily os, std::int64_t number) noexcept;
/// "SEGV_MAPERR".
std::string_view signal_code_name(OsFamily os, std::int64_t signal, std::int64_t code) noexcept;
/// "EXC_BAD_ACCESS"; there is only one system that has them.
std::string_view mach_exception_name(std::int64_t exception) noexcept;

}  // namespace picket::domain::normalize
