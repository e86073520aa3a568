#include "roles/worker/retention_task.h"

#include <optional>
#include <utility>

#include "ports/projects.h"
#include "roles/worker/clock_guard.h"
#include "roles/worker/retention.h"

namespace picket::worker {
namespace {

/// Reception of the newest event, which is what is known of time when no run has left a record: the
/// first one on a data directory, or one whose task died with its worker.
Result<std::optional<Timestamp>> newest_event(const ports::Stores& stores) {
  const auto tx = stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = (*tx)->projects().list();
  if (!projects) return unexpected(projects.error());
  ports::EventFilter filter;
  for (const domain::ProjectConfig& project : *projects) filter.projects.push_back(project.project);
  const auto newest = stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!newest) return unexpected(newest.error());
  if (newest->empty()) return std::nullopt;
  return newest->front().received;
}

}  // namespace

Result<void> RetentionTask::run(ports::Task& task, const engine::StopSignal& stop) {
  ClockRecord record = parse_clock_record(task.payload);
  if (!record.trusted) {
    const auto newest = newest_event(stores_);
    if (!newest) return unexpected(newest.error());
    record.trusted = *newest;
  }
  const Timestamp now = clock_.now();
  if (!trust_clock(record, now)) {
    telemetry_.held(*record.trusted, now);
    task.payload = format_clock_record(record);
    return {};
  }
  const auto expired = expire(stores_, retention_limits(now, days_kept_), stop);
  if (!expired) return unexpected(expired.error());
  telemetry_.expired(*expired);
  task.payload = format_clock_record(record);
  return {};
}

}  // namespace picket::worker
