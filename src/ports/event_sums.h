// Part of the port event_store: what it does beforehand so that counts are quick.
#pragma once

#include "base/clock.h"
#include "base/result.h"

namespace picket::ports {

class EventSums {
 public:
  virtual ~EventSums() = default;

  /// A step of summing up events received in hours that are over at `now`, so that counts need not
  /// look at each; true when there is more to do. Changes no answer but by what may be approximate.
  /// In a transaction of its own, which appends wait for, some 0.1 s. Safe to repeat; a store that
  /// counts quickly without has nothing to do.
  virtual Result<bool> sum_up(Timestamp now) = 0;
};

}  // namespace picket::ports
