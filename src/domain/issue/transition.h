// What is known of an issue's life, and what becomes of it. The rules: life.h.
// Source: shared spec "issues", sections 2 and 9.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/issue/record.h"
#include "domain/issue/waiting.h"
#include "protocol/ids.h"

namespace picket::domain {

/// What the rules look at.
struct IssueState {
  IssueStatus status = IssueStatus::unresolved;
  std::optional<Timestamp> resolved{};
  Substatus substatus = Substatus::none;
  Timestamp since{};  ///< Of the substatus.
  Timestamp first_seen{};
  Timestamp last_seen{};
  std::int64_t times_seen = 0;
  Timestamp hour{};              ///< The latest in which an event happened,
  std::int64_t hour_events = 0;  ///< and how many did.
  Priority priority = Priority::high;
  Priority initial_priority = Priority::high;
  bool priority_locked = false;  ///< A person has set it.
};

/// A status with a substatus that belongs to it.
struct StatusChange {
  IssueStatus status = IssueStatus::unresolved;
  Substatus substatus = Substatus::ongoing;
  Timestamp at{};
  std::optional<Priority> priority{};  ///< Unless a person has set one.

  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

/// What is told of it: an activity without issue, actor and time.
struct Told {
  std::string_view type;
  std::string data_json;

  friend bool operator==(const Told&, const Told&) = default;
};

/// What becomes of an issue. What it waited for before is over.
struct Transition {
  StatusChange change;
  UserId actor{};
  std::vector<Told> story{};
  std::optional<Snooze> snooze{};          ///< What it waits for from now on.
  std::optional<Resolution> resolution{};  ///< How it is resolved from now on.
};

}  // namespace picket::domain
