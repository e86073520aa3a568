// Waits and reasons that the consumers share.
#pragma once

#include <chrono>
#include <string_view>

#include "base/clock.h"

namespace picket::consumer {

/// For the one writer of meta_db. Transactions take milliseconds; a migration or a backup may hold
/// it longer. When it is over the batch is retried.
inline constexpr Duration kWriterWait{std::chrono::seconds(30)};

/// Reasons of outcome `lost`.
namespace reason {
/// Offsets without a record: which projects' items they were cannot be known.
inline constexpr std::string_view kLogGap = "log_gap";
/// The group's offset was moved past records that were never applied.
inline constexpr std::string_view kSkipped = "skipped";
}  // namespace reason

}  // namespace picket::consumer
