// Dates as text: RFC 3339 with the freedom that SDKs take.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace picket {

/// "2026-11-25T14:03:07.123456Z". Also a blank or 't' for the 'T', offsets as +hh:mm, +hhmm or +hh,
/// none at all (UTC), second 60; a fraction of any length, rounded to
/// microseconds. Years 0 to 9999.
std::optional<Timestamp> parse_rfc3339(std::string_view text) noexcept;

/// "2026-11-25T14:03:07.123456" + `zone`; no fraction when it is zero. Years 0 to 9999.
std::string format_rfc3339(Timestamp time, std::string_view zone = "Z");

}  // namespace picket
