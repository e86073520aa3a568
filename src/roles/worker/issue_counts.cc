#include "roles/worker/issue_counts.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/deadline.h"
#include "domain/issue/life.h"
#include "ports/issues.h"
#include "roles/worker/limits.h"

namespace picket::worker {
namespace {

using ports::Due;
using ports::DueIssue;
using std::chrono::hours;

static_assert(kForecastsAtOnce * domain::kForecastHours <= ports::EventCounts::kMaxBuckets);

Result<std::vector<DueIssue>> find_due(ports::MetaDb& meta, const ports::DueQuery& query) {
  const auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  return (*tx)->issues().due(query);
}

std::vector<IssueId> ids_of(const std::vector<DueIssue>& issues) {
  std::vector<IssueId> ids;
  ids.reserve(issues.size());
  for (const DueIssue& one : issues) ids.push_back(one.issue);
  return ids;
}

/// The hours that forecasts are made of, that of `now` included.
ports::EventFilter past_week(const std::vector<DueIssue>& issues, Timestamp now) {
  ports::EventFilter filter;
  for (const DueIssue& one : issues) filter.projects.push_back(one.project);
  std::sort(filter.projects.begin(), filter.projects.end());
  filter.projects.erase(std::unique(filter.projects.begin(), filter.projects.end()),
                        filter.projects.end());
  filter.end = std::chrono::floor<hours>(now) + hours(1);
  filter.start = *filter.end - hours(domain::kForecastHours);
  return filter;
}

/// Of an issue with these events since `start`: its hours before it was first seen are none.
std::optional<domain::Forecast> forecast_of(const DueIssue& issue,
                                            const std::vector<ports::IssueSeries>& series,
                                            Timestamp start, Timestamp now) {
  const auto found = std::find_if(series.begin(), series.end(),
                                  [&](const auto& one) { return one.issue == issue.issue; });
  if (found == series.end()) return std::nullopt;
  const auto most = static_cast<std::int64_t>(found->events.size()) - 1;
  const auto unseen =
      std::clamp<std::int64_t>((issue.state.first_seen - start) / hours(1), 0, most);
  return domain::make_forecast(std::span(found->events).subspan(static_cast<std::size_t>(unseen)),
                               start + hours(unseen), now);
}

Result<std::size_t> make_some_forecasts(const ports::Stores& stores, Timestamp now) {
  const auto due = find_due(
      stores.meta, {Due::forecast, now - domain::kForecastIsNew, {}, {}, kForecastsAtOnce});
  if (!due) return unexpected(due.error());
  if (due->empty()) return 0U;
  const ports::EventFilter filter = past_week(*due, now);
  const auto series = stores.events.count_by_issue_and_time(filter, ids_of(*due), hours(1));
  if (!series) return unexpected(series.error());
  const auto tx = stores.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  for (const DueIssue& issue : *due) {
    const auto forecast = forecast_of(issue, *series, *filter.start, now);
    if (const auto put = (*tx)->issues().put_forecast(issue.issue, now, forecast); !put)
      return unexpected(put.error());
  }
  if (const auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  return due->size();
}

/// An issue with a snooze that asks.
struct Asking {
  DueIssue issue;
  domain::Snooze snooze;
  domain::SnoozeCounts counts{};
};

Result<std::vector<Asking>> find_asking(ports::MetaDb& meta, IssueId after) {
  const auto tx = meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto due = (*tx)->issues().due({Due::condition, {}, {}, after, kConditionsAtOnce});
  if (!due) return unexpected(due.error());
  const auto snoozes = (*tx)->issues().snoozes_of(ids_of(*due));
  if (!snoozes) return unexpected(snoozes.error());
  std::vector<Asking> asking;  // Both are in order of ids, and each of them has a snooze.
  for (std::size_t i = 0; i < std::min(due->size(), snoozes->size()); ++i)
    asking.push_back({(*due)[i], (*snoozes)[i].second});
  return asking;
}

Result<domain::SnoozeCounts> count(ports::EventStore& events, const Asking& asking, Timestamp now) {
  domain::SnoozeCounts counts;
  const domain::Snooze& snooze = asking.snooze;
  ports::EventFilter filter;
  filter.projects = {asking.issue.project};
  filter.issues = {asking.issue.issue};
  const auto counted = [&](std::optional<Timestamp> start, std::optional<Timestamp> end) {
    filter.start = start;
    filter.end = end;
    return events.count(filter);
  };
  if (snooze.count > 0 && snooze.window.count() > 0) {
    const auto in_window = counted(now - snooze.window, std::nullopt);
    if (!in_window) return unexpected(in_window.error());
    counts.events = in_window->events;
  }
  if (snooze.user_count == 0) return counts;
  if (snooze.user_window.count() > 0) {
    const auto in_window = counted(now - snooze.user_window, std::nullopt);
    if (!in_window) return unexpected(in_window.error());
    counts.users = in_window->users;
    return counts;
  }
  const auto all = counted(std::nullopt, std::nullopt);
  if (!all) return unexpected(all.error());
  const auto before = counted(std::nullopt, snooze.archived);
  if (!before) return unexpected(before.error());
  // Both may be estimates.
  counts.users = std::max<std::int64_t>(all->users - before->users, 0);
  return counts;
}

/// Decides about one; true when it came back. Nothing when it is not what it was any more.
Result<bool> settle(ports::IssueRepository& issues, const Asking& asking, Timestamp now) {
  const IssueId id = asking.issue.issue;
  const auto state = issues.state_of(id);
  if (!state) return unexpected(state.error());
  const auto snooze = issues.snoozes_of({&id, 1});
  if (!snooze) return unexpected(snooze.error());
  const bool same = *state && !snooze->empty() && snooze->front().second == asking.snooze;
  if (!same) return false;
  if (const auto to = domain::condition_met(**state, asking.snooze, asking.counts, now)) {
    if (const auto moved = issues.move(id, *to); !moved) return unexpected(moved.error());
    return true;
  }
  // By what the issue was before the store was asked.
  const auto later = domain::asked_again_later(asking.issue.state, asking.snooze, asking.counts);
  if (const auto noted = issues.note_asked(id, later); !noted) return unexpected(noted.error());
  return false;
}

Result<std::size_t> settle_all(ports::MetaDb& meta, const std::vector<Asking>& all, Timestamp now) {
  const auto tx = meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(tx.error());
  std::size_t moved = 0;
  for (const Asking& asking : all) {
    const auto back = settle((*tx)->issues(), asking, now);
    if (!back) return unexpected(back.error());
    if (*back) ++moved;
  }
  if (const auto committed = (*tx)->commit(); !committed) return unexpected(committed.error());
  return moved;
}

}  // namespace

Result<void> make_forecasts(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                            const engine::StopSignal& stop) {
  while (!stop.requested()) {
    const auto made = make_some_forecasts(stores, now);
    if (!made) return unexpected(made.error());
    if (*made == 0) break;
    telemetry.forecast(*made);
  }
  return {};
}

Result<void> check_conditions(const ports::Stores& stores, Timestamp now, IssueTelemetry& telemetry,
                              const engine::StopSignal& stop) {
  IssueId after{};
  while (!stop.requested()) {
    auto asking = find_asking(stores.meta, after);
    if (!asking) return unexpected(asking.error());
    if (asking->empty()) break;
    after = asking->back().issue.issue;
    for (Asking& one : *asking) {
      const auto counts = count(stores.events, one, now);
      if (!counts) return unexpected(counts.error());
      one.counts = *counts;
    }
    const auto moved = settle_all(stores.meta, *asking, now);
    if (!moved) return unexpected(moved.error());
    telemetry.asked(asking->size());
    telemetry.moved(Due::condition, *moved);
  }
  return {};
}

}  // namespace picket::worker
