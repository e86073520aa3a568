// Repository of meta_db: how much the stores took, day by day. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace picket::ports {

struct StoreBytes {
  std::string store;
  std::int64_t bytes = 0;

  friend bool operator==(const StoreBytes&, const StoreBytes&) = default;
};

/// As the last look of a day found them.
struct StorageDay {
  Timestamp day;  ///< Where the day (UTC) begins.
  std::int64_t free_bytes = 0;
  std::vector<StoreBytes> stores;  ///< By name.

  friend bool operator==(const StorageDay&, const StorageDay&) = default;
};

class StorageDayRepository {
 public:
  /// Stores of one day: a data directory has some ten entries, unless somebody puts others there.
  static constexpr std::size_t kMaxStores = 50;

  virtual ~StorageDayRepository() = default;
  /// Replaces what is known of the day in which `day.day` lies. invalid_argument
  /// "too_many_stores": more than kMaxStores.
  virtual Result<void> put(const StorageDay& day) = 0;
  /// From the day in which `start` lies; oldest first.
  virtual Result<std::vector<StorageDay>> since(Timestamp start) = 0;
  /// Forgets days that began before; returns how many.
  virtual Result<std::int64_t> expire(Timestamp before) = 0;
};

}  // namespace picket::ports
