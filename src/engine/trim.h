// Dropping what every group has consumed.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "ports/log.h"

namespace picket::engine {

/// Trims the partition up to what the slowest of the groups that committed there has consumed, less
/// `keep_consumed` records. Does nothing when no group committed. Returns the offset it kept from.
Result<ports::Offset> trim_consumed(ports::Log& log, const ports::TopicPartition& of,
                                    std::int64_t keep_consumed);

}  // namespace picket::engine
