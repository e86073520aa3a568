#include "roles/worker/issue_clock.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "base/deadline.h"
#include "domain/issue/life.h"
#include "ports/issues.h"
#include "ports/projects.h"
#include "roles/worker/clock_guard.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

using ports::Due;
using ports::DueIssue;

/// Looked for without the writer: mostly there is nothing to do.
Result<bool> is_any_due(ports::MetaDb& meta, ports::DueQuery query) {
  query.limit = 1;
  const auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto found = (*tx)->issues().due(query);
  if (!found) return unexpected(found.error());
  return !found->empty();
}

/// One transaction; returns how many were moved. `next(issue, snooze)` says where to.
template <class Next>
Result<std::size_t> move_some(ports::MetaDb& meta, const ports::DueQuery& query, Next& next) {
  const auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  ports::IssueRepository& issues = (*tx)->issues();
  const auto found = issues.due(query);
  if (!found) return unexpected(found.error());
  std::vector<IssueId> ids;
  for (const DueIssue& one : *found) ids.push_back(one.issue);
  const auto snoozes = issues.snoozes_of(ids);
  if (!snoozes) return unexpected(snoozes.error());
  std::size_t moved = 0;
  for (const DueIssue& one : *found) {
    const auto snooze = std::find_if(snoozes->begin(), snoozes->end(),
                                     [&](const auto& row) { return row.first == one.issue; });
    const auto to = next(one.state, snooze == snoozes->end() ? domain::Snooze{} : snooze->second);
    if (!to) continue;
    if (const auto done = issues.move(one.issue, *to); !done) return unexpected(done.error());
    ++moved;
  }
  if (moved == 0) return moved;
  if (const auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  return moved;
}

/// All that are due, some at a time.
template <class Next>
Result<void> move_due(ports::MetaDb& meta, ports::DueQuery query, IssueTelemetry& telemetry,
                      const engine::StopSignal& stop, Next next) {
  query.limit = kIssuesMovedAtOnce;
  while (!stop.requested()) {
    const auto any = is_any_due(meta, query);
    if (!any) return unexpected(any.error());
    if (!*any) break;
    const auto moved = move_some(meta, query, next);
    if (!moved) return unexpected(moved.error());
    if (*moved == 0) break;
    telemetry.moved(query.what, *moved);
  }
  return {};
}

struct Silence {
  ProjectId project;
  std::chrono::hours after;
};

/// Of the projects that resolve silent issues.
Result<std::vector<Silence>> silences(ports::MetaDb& meta) {
  const auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = (*tx)->projects().list();
  if (!projects) return unexpected(projects.error());
  const domain::Setting& age = *domain::find_setting(domain::project_settings(), "resolveAge");
  std::vector<Silence> silences;
  for (const domain::ProjectConfig& project : *projects) {
    const auto hours = project.settings.get(age).as_int64();
    if (hours > 0) silences.push_back({project.project, std::chrono::hours(hours)});
  }
  return silences;
}

}  // namespace

Result<void> move_by_time(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                          const engine::StopSignal& stop) {
  auto aged = move_due(stores.meta, {Due::ageing, now - domain::kIssueIsNew}, telemetry, stop,
                       [&](const domain::IssueState& issue, const domain::Snooze&) {
                         return domain::ageing(issue, now);
                       });
  if (!aged) return aged;
  return move_due(stores.meta, {Due::time_over, now}, telemetry, stop,
                  [&](const domain::IssueState& issue, const domain::Snooze& snooze) {
                    return domain::time_over(issue, snooze, now);
                  });
}

Result<void> resolve_silent(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                            const engine::StopSignal& stop) {
  const auto projects = silences(stores.meta);
  if (!projects) return unexpected(projects.error());
  for (const Silence& one : *projects) {
    auto done = move_due(stores.meta, {Due::silence, now - one.after, one.project}, telemetry, stop,
                         [&](const domain::IssueState& issue, const domain::Snooze&) {
                           return domain::resolved_by_age(issue, one.after, now);
                         });
    if (!done) return done;
  }
  return {};
}

Result<void> run_issue_clock(const ports::Stores& stores, const Clock& clock, ports::Task& task,
                             IssueTelemetry& telemetry, const engine::StopSignal& stop) {
  const Timestamp now = clock.now();
  if (auto moved = move_by_time(stores, now, telemetry, stop); !moved) return moved;
  ClockRecord record = parse_clock_record(task.payload);
  if (trust_clock(record, now)) {
    if (auto resolved = resolve_silent(stores, now, telemetry, stop); !resolved) return resolved;
  }
  task.payload = format_clock_record(record);
  return {};
}

}  // namespace picket::worker
