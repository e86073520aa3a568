// The issue record and what a batch of events changes in it.
// Source: Sentry's group model; numbers of status and substatus are Sentry's and are stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "domain/event/row.h"
#include "protocol/ids.h"

namespace picket::domain {

enum class IssueStatus : std::uint8_t {
  unresolved = 0,
  resolved = 1,
  ignored = 2,
  pending_deletion = 3,
  deletion_in_progress = 4,
  pending_merge = 5,
  reprocessing = 6,
};

enum class Substatus : std::uint8_t {
  none = 0,
  archived_until_escalating = 1,
  escalating = 2,
  ongoing = 3,
  archived_until_condition_met = 4,
  archived_forever = 5,
  regressed = 6,
  new_ = 7,
};

enum class Priority : std::uint8_t { low = 25, medium = 50, high = 75 };

/// What one event says about the issue it belongs to; the latest event's facts are shown on the
/// issue.
struct IssueFacts {
  Level level = Level::error;
  std::string type;  ///< Event type: "error", "default", ...
  std::string platform;
  std::string logger;
  std::string title;
  std::string culprit;
  std::string metadata_json;  ///< Compact JSON object: type, value, filename, function / title.
  std::string message;        ///< Search text, at most 8 KiB.
  std::string release;        ///< Of this event; becomes first_release when it creates the issue.

  friend bool operator==(const IssueFacts&, const IssueFacts&) = default;
};

/// Who looks after an issue: a user or a team; neither: nobody.
struct Assignee {
  UserId user{};
  TeamId team{};

  explicit operator bool() const noexcept { return user || team; }
  friend bool operator==(const Assignee&, const Assignee&) = default;
};

struct Issue {
  IssueId id;
  ProjectId project;
  std::int64_t short_number = 0;  ///< Per project, starts at 1, never reused.
  IssueStatus status = IssueStatus::unresolved;
  Substatus substatus = Substatus::new_;
  Priority priority = Priority::high;
  IssueFacts facts;  ///< Of the latest event; `release` holds the first release.
  Timestamp first_seen;
  Timestamp last_seen;
  std::int64_t times_seen = 0;  ///< Lifetime: never lowered by retention.
  Priority initial_priority = Priority::high;
  std::optional<Timestamp> priority_locked{};  ///< When a person set the priority.
  Timestamp active{};                          ///< Since when it is unresolved, or was last.
  std::optional<Timestamp> resolved{};         ///< Set while it is.
  Assignee assignee{};
  std::int64_t comments = 0;
  std::string share_id{};  ///< Empty: not shared.
};

/// What a batch adds to one issue.
struct IssueDelta {
  IssueId issue;
  std::int64_t events = 0;
  Timestamp first_seen;          ///< Smallest event timestamp of the batch.
  Timestamp last_seen;           ///< Largest.
  IssueFacts latest;             ///< Of the event with the largest timestamp.
  Timestamp hour{};              ///< The latest in which an event of the batch happened,
  std::int64_t hour_events = 0;  ///< and how many of its events did.
};

}  // namespace picket::domain
