#include "domain/issue/life.h"

#include <algorithm>
#include <utility>

#include "domain/issue/story.h"

namespace picket::domain {
namespace {

constexpr std::int64_t kNever = INT64_MAX;

/// One step up.
Priority raised(Priority priority) noexcept {
  return priority == Priority::low ? Priority::medium : Priority::high;
}

/// An unresolved issue with a substatus that nobody gave it, and the priority that goes with it.
Transition becomes(const IssueState& issue, Substatus substatus, Timestamp now, Told told) {
  Transition next;
  next.change = {IssueStatus::unresolved, substatus, now};
  next.story.push_back(std::move(told));
  if (issue.priority_locked || substatus == Substatus::regressed) return next;
  const bool escalates = substatus == Substatus::escalating;
  const Priority priority = escalates ? raised(issue.priority) : issue.initial_priority;
  if (priority == issue.priority) return next;
  next.change.priority = priority;
  next.story.push_back(story::priority(priority, escalates ? "escalating" : "ongoing"));
  return next;
}

bool is(const IssueState& issue, Substatus substatus) noexcept {
  return issue.substatus == substatus && status_of(substatus) == issue.status;
}

}  // namespace

std::optional<IssueStatus> status_of(Substatus substatus) noexcept {
  switch (substatus) {
    case Substatus::none:
      return std::nullopt;
    case Substatus::archived_until_escalating:
    case Substatus::archived_until_condition_met:
    case Substatus::archived_forever:
      return IssueStatus::ignored;
    case Substatus::escalating:
    case Substatus::ongoing:
    case Substatus::regressed:
    case Substatus::new_:
      return IssueStatus::unresolved;
  }
  return std::nullopt;
}

Substatus implied_substatus(IssueStatus status, Timestamp first_seen, Timestamp now) noexcept {
  if (status == IssueStatus::ignored) return Substatus::archived_forever;
  if (status != IssueStatus::unresolved) return Substatus::none;
  return now - first_seen < kIssueIsNew ? Substatus::new_ : Substatus::ongoing;
}

bool regresses(const IssueState& issue, Timestamp newest_event) noexcept {
  return issue.status == IssueStatus::resolved && issue.resolved && newest_event > *issue.resolved;
}

Waiting waiting_of(const IssueState& issue) noexcept {
  if (issue.status == IssueStatus::resolved) return Waiting::for_release;
  if (is(issue, Substatus::archived_until_condition_met)) return Waiting::for_condition;
  if (is(issue, Substatus::archived_until_escalating)) return Waiting::for_escalation;
  return Waiting::for_nothing;
}

std::optional<Transition> regression(const IssueState& issue,
                                     const std::optional<Resolution>& resolution,
                                     std::span<const SeenEvent> events, const ReleaseRule& rule,
                                     Timestamp now) {
  if (issue.status != IssueStatus::resolved || !issue.resolved) return std::nullopt;
  const bool names_release = resolution && resolution->kind != ResolutionKind::by_age;
  const SeenEvent* cause = nullptr;
  for (const SeenEvent& event : events) {
    if (event.at <= *issue.resolved || (cause != nullptr && event.at < cause->at)) continue;
    if (!names_release || !rule.covers(event.release)) cause = &event;
  }
  if (cause == nullptr) return std::nullopt;
  return becomes(issue, Substatus::regressed, now,
                 story::regression(cause->release, resolution, rule.follows_versions));
}

std::optional<Transition> condition_met(const IssueState& issue, const Snooze& snooze,
                                        Timestamp now) {
  if (auto over = time_over(issue, snooze, now)) return over;
  if (!is(issue, Substatus::archived_until_condition_met)) return std::nullopt;
  const bool counts = snooze.count > 0 && snooze.window.count() == 0;
  if (!counts || issue.times_seen - snooze.times_seen < snooze.count) return std::nullopt;
  return becomes(issue, Substatus::escalating, now, story::escalating(snooze));
}

std::optional<Transition> condition_met(const IssueState& issue, const Snooze& snooze,
                                        const SnoozeCounts& counts, Timestamp now) {
  if (auto met = condition_met(issue, snooze, now)) return met;
  if (!is(issue, Substatus::archived_until_condition_met)) return std::nullopt;
  const bool events =
      snooze.count > 0 && snooze.window.count() > 0 && counts.events >= snooze.count;
  const bool users = snooze.user_count > 0 && counts.users >= snooze.user_count;
  if (!events && !users) return std::nullopt;
  return becomes(issue, Substatus::escalating, now, story::escalating(snooze));
}

Snooze asked_again_later(const IssueState& issue, const Snooze& snooze,
                         const SnoozeCounts& counts) {
  std::int64_t missing = kNever;
  if (snooze.count > 0 && snooze.window.count() > 0)
    missing = std::min(missing, snooze.count - counts.events);
  if (snooze.user_count > 0) missing = std::min(missing, snooze.user_count - counts.users);
  Snooze later = snooze;
  later.users_seen = snooze.user_count > 0 ? counts.users : 0;
  missing = std::max<std::int64_t>(missing, 1);
  later.asked = issue.times_seen;
  later.ask_at = snooze.asked > kNever - missing ? kNever : snooze.asked + missing;
  return later;
}

std::optional<Transition> escalation(const IssueState& issue,
                                     const std::optional<Forecast>& forecast, Timestamp now) {
  if (!is(issue, Substatus::archived_until_escalating)) return std::nullopt;
  const std::int64_t ceiling = ceiling_at(forecast, issue.hour);
  // What happened before it was archived and came late says nothing about now.
  const bool is_news = issue.last_seen > issue.since;
  if (!is_news || issue.hour_events <= ceiling) return std::nullopt;
  return becomes(issue, Substatus::escalating, now, story::escalating(issue.hour_events, ceiling));
}

std::optional<Transition> ageing(const IssueState& issue, Timestamp now) {
  const bool moved = is(issue, Substatus::regressed) || is(issue, Substatus::escalating);
  if (!moved && !is(issue, Substatus::new_)) return std::nullopt;
  const Timestamp since = moved ? issue.since : issue.first_seen;
  if (now - since < kIssueIsNew) return std::nullopt;
  return becomes(issue, Substatus::ongoing, now, story::ongoing(kIssueIsNew));
}

std::optional<Transition> time_over(const IssueState& issue, const Snooze& snooze, Timestamp now) {
  if (!is(issue, Substatus::archived_until_condition_met)) return std::nullopt;
  if (!snooze.until || now < *snooze.until) return std::nullopt;
  return becomes(issue, Substatus::ongoing, now, story::unresolved(snooze));
}

std::optional<Transition> resolved_by_age(const IssueState& issue, std::chrono::hours age,
                                          Timestamp now) {
  if (issue.status != IssueStatus::unresolved || age.count() <= 0) return std::nullopt;
  if (now - issue.last_seen < age) return std::nullopt;
  Transition next;
  next.change = {IssueStatus::resolved, Substatus::none, now};
  next.story.push_back(story::resolved_by_age(age));
  next.resolution = Resolution{ResolutionKind::by_age};
  return next;
}

}  // namespace picket::domain
