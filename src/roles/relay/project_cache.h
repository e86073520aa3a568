// ProjectCache: the configuration of all projects as of a moment ago, for code that may not wait.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/deadline.h"
#include "base/mutex.h"
#include "domain/filter/generic_filters.h"
#include "domain/project/config.h"
#include "ports/meta_db.h"
#include "roles/relay/periodic_task.h"
#include "roles/relay/telemetry.h"

namespace picket::relay {

using Projects = std::shared_ptr<const domain::ProjectSnapshot>;

/// Thread-safe but for start() and stop(). Database and telemetry outlive it.
class ProjectCache {
 public:
  /// `filters`: of all projects.
  ProjectCache(ports::MetaDb& meta, domain::filter::GenericFilters filters, Telemetry& telemetry);

  /// Reads the configuration, then keeps reading it on a thread of its own. Blocks.
  void start();
  /// Nobody waits afterwards. False when the database keeps its thread longer than the deadline.
  bool stop(Deadline deadline) PICKET_EXCLUDES(mutex_);

  /// Null until it was read once.
  Projects current() const PICKET_EXCLUDES(mutex_);

  /// True when current() is up to date, false when that cannot be known.
  using Refreshed = std::function<void(bool)>;
  /// Calls `done` after a look at the database that starts after this call, on another thread; at
  /// once, with false, when too many wait or there will be no more looks. `done` must be short.
  void refresh_soon(const Refreshed& done) PICKET_EXCLUDES(mutex_);
  /// Nobody waits, but the next look comes early.
  void wake() { task_.wake(); }

  /// One look: replaces current() when its version changed. False when the database did not
  /// answer. Blocks.
  bool refresh() PICKET_EXCLUDES(mutex_);

 private:
  void refresh_and_tell() PICKET_EXCLUDES(mutex_);
  /// Null when nothing changed since `have`.
  Result<Projects> read(const Projects& have);

  ports::MetaDb& meta_;
  const domain::filter::GenericFilters filters_;
  Telemetry& telemetry_;
  mutable Mutex mutex_;
  Projects current_ PICKET_GUARDED_BY(mutex_);
  std::vector<Refreshed> waiting_ PICKET_GUARDED_BY(mutex_);
  bool open_ PICKET_GUARDED_BY(mutex_) = false;
  PeriodicTask task_;
};

}  // namespace picket::relay
