// SpikeGuard: what is usual for the projects that want to be guarded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "domain/quota/spike.h"
#include "ports/meta_db.h"
#include "roles/relay/periodic_task.h"
#include "roles/relay/project_cache.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

/// Reads the ledger now and then, so that a restart forgets nothing of it, and answers from memory.
/// Thread-safe but for start() and stop(). What it is given outlives it.
class SpikeGuard {
 public:
  SpikeGuard(ports::MetaDb& meta, const ProjectCache& projects, const Clock& clock,
             Telemetry& telemetry);

  /// Looks soon, and then on, on a thread of its own.
  void start() {
    task_.start();
    task_.wake();
  }
  /// False when the database keeps its thread longer than the deadline.
  bool stop(Deadline deadline) { return task_.stop(deadline); }

  const domain::Quota& quota() const noexcept { return quota_; }
  /// Errors in an hour; nullopt while nothing is usual yet.
  std::optional<std::int64_t> cap(ProjectId project, std::int64_t multiple) const
      PICKET_EXCLUDES(mutex_);

  /// One look at the ledger, if it is due. Blocks.
  void refresh() PICKET_EXCLUDES(mutex_);

 private:
  using UsualRates = std::unordered_map<ProjectId, double>;

  std::vector<ProjectId> guarded() const;
  Result<UsualRates> read(const std::vector<ProjectId>& projects, Timestamp now);

  ports::MetaDb& meta_;
  const ProjectCache& projects_;
  const Clock& clock_;
  Telemetry& telemetry_;
  const domain::Quota quota_ = domain::make_spike_quota();
  std::vector<ProjectId> read_of_;  ///< Of the last look, which is the task's alone.
  Timestamp read_at_{};
  mutable Mutex mutex_;
  std::shared_ptr<const UsualRates> usual_ PICKET_GUARDED_BY(mutex_);
  PeriodicTask task_;
};

}  // namespace picket::relay
