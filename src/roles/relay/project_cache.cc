#include "roles/relay/project_cache.h"

#include <utility>

#include "base/may_block.h"
#include "domain/scrub/projects.h"
#include "ports/projects.h"
#include "roles/relay/limits.h"
#include "roles/relay/project_filters.h"

namespace picket::relay {

ProjectCache::ProjectCache(ports::MetaDb& meta, domain::filter::GenericFilters filters,
                           Telemetry& telemetry)
    : meta_(meta),
      filters_(std::move(filters)),
      telemetry_(telemetry),
      task_({kProjectRefreshInterval, kLeastProjectRefreshGap}, [this] { refresh_and_tell(); }) {}

void ProjectCache::start() {
  refresh();
  {
    MutexLock lock(mutex_);
    open_ = true;
  }
  task_.start();
}

bool ProjectCache::stop(Deadline deadline) {
  {
    MutexLock lock(mutex_);
    open_ = false;
  }
  // The last run tells those who wait.
  return task_.stop(deadline);
}

Projects ProjectCache::current() const {
  MutexLock lock(mutex_);
  return current_;
}

void ProjectCache::refresh_soon(const Refreshed& done) {
  bool waits = false;
  {
    MutexLock lock(mutex_);
    waits = open_ && waiting_.size() < kMaxWaitingForProjects;
    if (waits) waiting_.push_back(done);
  }
  if (waits) {
    task_.wake();
  } else {
    done(false);
  }
}

bool ProjectCache::refresh() {
  PICKET_MAY_BLOCK();
  auto read_now = read(current());
  if (!read_now) {
    telemetry_.projects_unreadable(read_now.error());
    return false;
  }
  if (*read_now == nullptr) return true;
  telemetry_.projects_loaded((*read_now)->version(), (*read_now)->projects().size());
  MutexLock lock(mutex_);
  current_.swap(*read_now);  // The old one is freed outside.
  return true;
}

void ProjectCache::refresh_and_tell() {
  std::vector<Refreshed> waiting;
  {
    MutexLock lock(mutex_);
    waiting.swap(waiting_);
  }
  const bool known = refresh();
  for (const Refreshed& done : waiting) done(known);
}

Result<Projects> ProjectCache::read(const Projects& have) {
  auto tx = meta_.begin_read();
  if (!tx) return unexpected(std::move(tx.error()));
  const auto version = (*tx)->projects().config_version();
  if (!version) return unexpected(version.error());
  if (have && have->version() == *version) return Projects();
  auto projects = (*tx)->projects().list();
  if (!projects) return unexpected(std::move(projects.error()));
  domain::scrub::compile_scrubbing(*projects, have.get());
  compile_filters(*projects, filters_, have.get());
  return std::make_shared<const domain::ProjectSnapshot>(*version, *std::move(projects));
}

}  // namespace picket::relay
