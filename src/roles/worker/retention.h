// Retention: dropping what has been kept long enough. Of the hourly task and of `picket cleanup`.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/clock.h"
#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/stores.h"

namespace picket::worker {

/// Whole UTC days.
struct RetentionLimits {
  Timestamp events;    ///< Rows, payloads and dead letters from before go.
  Timestamp outcomes;  ///< Outcomes from before keep their sums only.
};

/// `days_kept` full days and today are kept.
RetentionLimits retention_limits(Timestamp now, std::chrono::days days_kept) noexcept;

struct Expired {
  std::int64_t events = 0;
  std::uint64_t blob_bytes = 0;
  std::int64_t items = 0;  ///< Rows of what is not an error event.
  std::int64_t dead_letters = 0;
  std::int64_t outcome_rows = 0;

  friend bool operator==(const Expired&, const Expired&) = default;
};

/// Drops rows of events and of items, then payloads, dead letters and old minutes of the ledger.
/// Rows are counted as expired in the transaction that drops them, so that rows + expired =
/// accepted holds throughout. Safe to repeat and beside a working consumer. Blocks; ends early,
/// with what was done so far, when a stop is requested. The first error ends it: what was done
/// stays done.
Result<Expired> expire(const ports::Stores& stores, const RetentionLimits& limits,
                       const engine::StopSignal& stop);

}  // namespace picket::worker
