// Pending: items that the relay accepted and the consumer has not applied yet. The ledger does not
// have them, the log does.
#pragma once

#include <cstddef>
#include <vector>

#include "base/units.h"
#include "protocol/outcome.h"
#include "roles/api/call.h"

namespace picket::api {

/// Read of each partition for one answer: a few milliseconds. A consumer that keeps up is fewer
/// records behind.
inline constexpr std::size_t kMaxPendingRecords = 2'000;
inline constexpr std::size_t kMaxPendingBytes = 8_MiB;

/// Of all projects, with outcome `pending`, for the view of the ledger that the call has: what it
/// counts as accepted is not in it. When more records wait than are read, those that are read stand
/// for all of their partition. Records that cannot be decoded are left out: they become dead
/// letters.
Answer<std::vector<protocol::OutcomeCount>> read_pending(const Call& call);

}  // namespace picket::api
