// Minidumps: what can be said of a crash without walking its stacks.
// Source: shared spec "ingest", section 1.10; the layout is Microsoft's MINIDUMP_HEADER and
// MINIDUMP_DIRECTORY, and Crashpad's MinidumpCrashpadInfo.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/clock.h"

namespace picket::domain::items {

/// Streams are about twenty; a dump that claims more is read this far.
inline constexpr std::size_t kMaxMinidumpStreams = 1000;
/// Of Crashpad's annotations, and of the bytes of each text.
inline constexpr std::size_t kMaxAnnotations = 500;
inline constexpr std::size_t kMaxAnnotationBytes = 64 * 1024;

/// `MDMP`, or `PMDM` from a machine of the other byte order.
bool is_minidump(std::string_view bytes) noexcept;

struct MinidumpFacts {
  Timestamp written;          ///< By the header, in whole seconds.
  std::string_view reporter;  ///< "minidump.crashpad", "minidump.breakpad", "minidump.unknown".
  std::vector<std::pair<std::string, std::string>> annotations;  ///< Crashpad's simple ones.
};

/// nullopt when the header is not all there, or is of the other byte order.
std::optional<MinidumpFacts> read_minidump(std::string_view bytes);

enum class CrashKind : std::uint8_t { minidump, apple_report };

/// What an event says while nobody has looked at the dump: platform, level and one exception.
void write_placeholder(CrashKind kind, boost::json::object& event);
/// SDK, time and Crashpad's annotations, from the dump.
void write_facts(const MinidumpFacts& facts, boost::json::object& event);

}  // namespace picket::domain::items
