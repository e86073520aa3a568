// Batch: a contiguous piece of one partition, the unit that is applied all or nothing.
#pragma once

#include <cstdint>
#include <span>

#include "ports/log.h"

namespace picket::engine {

/// Covers the offsets [first, next). `records` is a view that lives as long as the call it is
/// passed to; offsets without a record were taken away by the log (damage, early deletion).
struct Batch {
  ports::Offset first = 0;
  ports::Offset next = 0;
  std::span<const ports::LogRecord> records;

  /// Offsets without a record: to be reported as outcome `lost`.
  std::int64_t lost() const noexcept {
    return next - first - static_cast<std::int64_t>(records.size());
  }
};

}  // namespace picket::engine
