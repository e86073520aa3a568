// OverrideMirror: what meta_db says about where events belong, brought into the event store, which
// answers every question by it.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "engine/stop_signal.h"
#include "ports/stores.h"
#include "roles/worker/telemetry.h"

namespace picket::worker {

/// One thread. After a merge or an unmerge the event store hears of it with the next look; a look
/// at what did not change costs some 20 us.
class OverrideMirror {
 public:
  /// What it is given outlives it.
  OverrideMirror(const ports::Stores& stores, MirrorTelemetry& telemetry)
      : stores_(stores), telemetry_(telemetry) {}

  /// Brings the overrides over if they moved, or were never looked at, and gives issues that left
  /// others the counts of their events. Safe to repeat.
  Result<void> look();

  /// Looks every kMirrorPeriod until the signal asks. What fails is tried again with the next look.
  void run(engine::StopSignal& stop);

 private:
  Result<void> mirror();
  Result<void> settle_splits();

  const ports::Stores stores_;
  MirrorTelemetry& telemetry_;
  std::int64_t version_ = 0;  ///< Of what the event store has; 0: not known.
  bool failing_ = false;
};

}  // namespace picket::worker
