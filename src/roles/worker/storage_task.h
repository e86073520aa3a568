// The hourly look at how much the stores take: what Admin shows of the past.
#pragma once

#include <functional>

#include "base/clock.h"
#include "base/result.h"
#include "ports/storage_days.h"
#include "ports/stores.h"

namespace picket::worker {

/// `stores` and `free_bytes` as they are now; `day` is not looked at.
using MeasureStorage = std::function<Result<ports::StorageDay>()>;

/// Measures, notes it for the day of `now`, and forgets what is older than kStorageDaysKept. Where
/// there are more stores than a day may have, the smallest become "other".
Result<void> record_storage(const ports::Stores& stores, Timestamp now,
                            const MeasureStorage& measure);

}  // namespace picket::worker
