// The buckets of a chart. Source: shared spec "api", section 12.2. What it leaves open:
// docs/decisions/0054.
#pragma once

#include <cstddef>
#include <optional>

#include "base/clock.h"

namespace picket::domain::discover {

struct Buckets {
  Timestamp start;  ///< Of the first; a multiple of the width.
  Duration width{};
  std::size_t count = 0;  ///< At least 1.

  Timestamp end() const noexcept { return start + width * static_cast<Duration::rep>(count); }

  friend bool operator==(const Buckets&, const Buckets&) = default;
};

struct BucketsWish {
  Timestamp start;
  Timestamp end;                    ///< Exclusive, after `start`.
  std::optional<Duration> width{};  ///< As asked for; one that is of no use is passed over.
  bool partial = false;             ///< Also the last one, when it has only begun.
  std::size_t most = 1;             ///< Buckets.
};

/// Whole buckets from the one that `start` is in. `most` at least 1.
Buckets choose_buckets(const BucketsWish& wish);

}  // namespace picket::domain::discover
