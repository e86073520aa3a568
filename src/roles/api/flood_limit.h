// Which limit lets the usual traffic of a client key pass, and not a flood. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace picket::api {

/// Events that an hour usually has: the median of the hours that had any; at least 1.
std::int64_t usual_hour(std::span<const std::int64_t> hours);
/// What a limit of `count` an hour would have dropped of these.
std::int64_t dropped_by_limit(std::span<const std::int64_t> hours, std::int64_t count);

}  // namespace picket::api
