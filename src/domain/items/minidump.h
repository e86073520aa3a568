// Minidumps: what can be said of a crash without walking its stacks.
// Source: shared spec "ingest", section 1.10; the layout is Microsoft's MINIDUMP_HEADER and
// MINIDUMP_DIRECTORY.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/json.hpp>

#include "base/clock.h"
#include "domain/items/crashpad.h"

namespace picket::domain::items {

/// Streams are about twenty; a dump that claims more is read this far.
inline constexpr std::size_t kMaxMinidumpStreams = 1000;

/// `MDMP`, or `PMDM` from a machine of the other byte order.
bool is_minidump(std::string_view bytes) noexcept;

struct MinidumpFacts {
  Timestamp written;          ///< By the header, in whole seconds.
  std::string_view reporter;  ///< "minidump.crashpad", "minidump.breakpad", "minidump.unknown".
  CrashpadInfo crashpad;      ///< Empty when another reporter wrote the dump.
};

/// Of either byte order. nullopt when the header is not all there.
std::optional<MinidumpFacts> read_minidump(std::string_view bytes);

enum class CrashKind : std::uint8_t { minidump, apple_report };

/// What an event says while nobody has looked at the dump: platform, level and one exception.
void write_placeholder(CrashKind kind, boost::json::object& event);
/// SDK and time, and a context for the annotations of the process and of each module, from the
/// dump. A module is no reason to overwrite a context that the event has.
void write_facts(const MinidumpFacts& facts, boost::json::object& event);

}  // namespace picket::domain::items
