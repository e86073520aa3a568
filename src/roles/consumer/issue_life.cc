#include "roles/consumer/issue_life.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "domain/issue/life.h"
#include "ports/issues.h"
#include "roles/consumer/release_rule.h"

namespace picket::consumer {
namespace {

using Next = std::optional<domain::Transition>;

/// The record of the one issue that was asked for.
template <class T>
std::optional<T> only(ports::ByIssue<T>&& found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front().second);
}

/// The latest event of each release.
std::vector<domain::SeenEvent> seen_events(IssueId issue, std::span<const domain::EventRow> rows) {
  std::vector<domain::SeenEvent> events;
  for (const domain::EventRow& row : rows) {
    if (row.issue != issue) continue;
    const auto known = std::find_if(events.begin(), events.end(), [&](const auto& event) {
      return event.release == row.release;
    });
    if (known == events.end()) {
      events.push_back({row.timestamp, row.release});
    } else {
      known->at = std::max(known->at, row.timestamp);
    }
  }
  return events;
}

/// One delta and what its issue is after it.
struct Meeting {
  const domain::IssueDelta& delta;
  const domain::IssueState& issue;
  std::span<const domain::EventRow> rows;
  Timestamp now;
  ports::MetaTx& tx;

  std::span<const IssueId> id() const noexcept { return {&delta.issue, 1}; }
};

/// A batch has events of the issue, or it would have no delta.
ProjectId project_of(const Meeting& met) {
  const auto row = std::find_if(met.rows.begin(), met.rows.end(),
                                [&](const auto& one) { return one.issue == met.delta.issue; });
  PICKET_ASSERT(row != met.rows.end());
  return row->project;
}

Result<Next> meet_resolved(const Meeting& met) {
  auto found = met.tx.issues().resolutions_of(met.id());
  if (!found) return unexpected(std::move(found.error()));
  const auto resolution = only(*std::move(found));
  const auto events = seen_events(met.delta.issue, met.rows);
  domain::ReleaseRule rule;
  if (resolution && !resolution->release.empty()) {
    auto read = release_rule(met.tx, project_of(met), *resolution, events);
    if (!read) return unexpected(std::move(read.error()));
    rule = *std::move(read);
  }
  return domain::regression(met.issue, resolution, events, rule, met.now);
}

Result<Next> meet_condition(const Meeting& met) {
  auto found = met.tx.issues().snoozes_of(met.id());
  if (!found) return unexpected(std::move(found.error()));
  const auto snooze = only(*std::move(found));
  return snooze ? domain::condition_met(met.issue, *snooze, met.now) : Next();
}

Result<Next> meet_forecast(const Meeting& met) {
  auto found = met.tx.issues().forecasts_of(met.id());
  if (!found) return unexpected(std::move(found.error()));
  return domain::escalation(met.issue, only(*std::move(found)), met.now);
}

Result<Next> meet(const Meeting& met) {
  switch (domain::waiting_of(met.issue)) {
    case domain::Waiting::for_nothing:
      return Next();
    case domain::Waiting::for_release:
      return meet_resolved(met);
    case domain::Waiting::for_condition:
      return meet_condition(met);
    case domain::Waiting::for_escalation:
      return meet_forecast(met);
  }
  return Next();
}

}  // namespace

Result<void> settle_next_releases(std::span<const ports::NewRelease> releases,
                                  ports::IssueRepository& issues) {
  for (const ports::NewRelease& release : releases) {
    for (std::int64_t settled = 1; settled > 0;) {
      const auto some = issues.settle_next_release(release.project, release.version);
      if (!some) return unexpected(some.error());
      settled = *some;
    }
  }
  return {};
}

Result<void> apply_delta(const domain::IssueDelta& delta, std::span<const domain::EventRow> rows,
                         Timestamp now, ports::MetaTx& tx) {
  const auto state = tx.issues().apply(delta);
  if (!state) return unexpected(state.error());
  const auto next = meet({delta, *state, rows, now, tx});
  if (!next) return unexpected(next.error());
  return *next ? tx.issues().move(delta.issue, **next) : Result<void>();
}

}  // namespace picket::consumer
