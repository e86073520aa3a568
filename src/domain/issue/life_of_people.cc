// What becomes of an issue when somebody says so.
#include "domain/issue/life.h"
#include "domain/issue/story.h"

namespace picket::domain {
namespace {

Told told_of(const Command& command, Substatus substatus) {
  switch (command.status) {
    case IssueStatus::resolved:
      return story::resolved(command.resolution);
    case IssueStatus::ignored:
      return story::ignored(command.snooze, command.duration,
                            substatus == Substatus::archived_until_escalating);
    case IssueStatus::unresolved:
    case IssueStatus::pending_deletion:
    case IssueStatus::deletion_in_progress:
    case IssueStatus::pending_merge:
    case IssueStatus::reprocessing:
      break;
  }
  return story::unresolved();
}

/// Beyond its words: what was so when it was archived.
Snooze begun(Snooze snooze, const IssueState& issue, UserId actor, Timestamp now) {
  snooze.actor = actor;
  snooze.archived = now;
  snooze.times_seen = issue.times_seen;
  snooze.users_seen = 0;
  snooze.asked = issue.times_seen;
  // A condition without enough events to be met is not asked about; one that was met before is, at
  // the next event.
  snooze.ask_at = asks_event_store(snooze) ? issue.times_seen + 1 : 0;
  return snooze;
}

}  // namespace

Substatus substatus_of(const Command& command, Timestamp first_seen, Timestamp now) noexcept {
  if (command.snooze && command.status == IssueStatus::ignored)
    return Substatus::archived_until_condition_met;
  if (command.substatus) return *command.substatus;
  return implied_substatus(command.status, first_seen, now);
}

std::optional<Transition> commanded(const IssueState& issue, const Command& command,
                                    Timestamp now) {
  const bool same = issue.status == command.status;
  const bool asks_more = command.snooze || command.resolution ||
                         (command.substatus && *command.substatus != issue.substatus);
  if (same && !asks_more) return std::nullopt;
  Transition next;
  next.actor = command.actor;
  next.change = {command.status, substatus_of(command, issue.first_seen, now), now};
  // Another kind of unresolved is a correction, no event in its life.
  if (!same || command.status != IssueStatus::unresolved)
    next.story.push_back(told_of(command, next.change.substatus));
  if (command.status == IssueStatus::ignored && command.snooze)
    next.snooze = begun(*command.snooze, issue, command.actor, now);
  if (command.status == IssueStatus::resolved && command.resolution) {
    next.resolution = command.resolution;
    next.resolution->actor = command.actor;
  }
  return next;
}

}  // namespace picket::domain
