// Logs of Unreal Engine as breadcrumbs.
// Source: shared spec "ingest", section 1.11; the lines are those of the engine's FOutputDevice.
#pragma once

#include <cstddef>
#include <string_view>

#include <boost/json.hpp>

#include "base/units.h"

namespace picket::domain::items {

/// Lines that become breadcrumbs, of all logs of a crash together. Source: relay.
inline constexpr std::size_t kMaxUnrealLogLines = 40;
/// Of one line; the engine's own are cut at some KiB.
inline constexpr std::size_t kMaxUnrealLogLineBytes = 8_KiB;

/// The newest `most` lines, the oldest of them first, as breadcrumbs with category and message. A
/// line without a time has that of the line after it, or else that of the file's first line. Empty
/// lines and the first line are left out. Reads from the end, so that size does not matter.
boost::json::array read_unreal_log(std::string_view log, std::size_t most,
                                   const boost::json::storage_ptr& arena);

}  // namespace picket::domain::items
