// The stores of one process, opened together and closed together.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/config/settings.h"
#include "app/data/data_dir.h"
#include "base/clock.h"
#include "base/deadline.h"
#include "base/result.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/snapshot.h"
#include "ports/stores.h"

namespace picket::app {

/// Everything outlives the set.
struct StoreSetup {
  const Settings& settings;
  const DataDir* data;  ///< Null: all in memory.
  const Clock& clock;
  obs::Logger& logger;
  obs::Registry& metrics;
};

/// The newest schemas that this program can open, as numbers of their stores' migrations.
struct StoreSchemas {
  int meta = 0;
  int events = 0;
};
Result<StoreSchemas> known_schemas();

/// Opening repairs what a crash left (torn tails, half applied files) but migrates nothing.
class StoreSet {
 public:
  /// `detail` of an error is a sentence for the operator.
  static Result<std::unique_ptr<StoreSet>> open(const StoreSetup& setup);

  virtual ~StoreSet() = default;
  StoreSet(const StoreSet&) = delete;
  StoreSet& operator=(const StoreSet&) = delete;

  virtual const ports::Stores& ports() const = 0;
  /// For backups; null where nothing is kept.
  virtual ports::SnapshotSource* snapshots() = 0;
  /// Makes durable what is queued. The stores refuse work afterwards; destruction follows.
  virtual Result<void> close(Deadline deadline) = 0;

 protected:
  StoreSet() = default;
};

}  // namespace picket::app
