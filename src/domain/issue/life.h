// The life of an issue: which status people give it, and when an event brings a resolved one back.
// Source: shared spec "issues", sections 2 and 4. Resolution by release and conditions of archived
// issues are not known here yet.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"
#include "domain/issue/record.h"

namespace picket::domain {

/// A status with a substatus that belongs to it.
struct StatusChange {
  IssueStatus status = IssueStatus::unresolved;
  Substatus substatus = Substatus::ongoing;
  Timestamp at{};

  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

/// How long an issue that was seen first stays a new one.
inline constexpr std::chrono::days kIssueIsNew{7};

/// The status that a substatus belongs to; nullopt for none, which is that of resolved issues.
std::optional<IssueStatus> status_of(Substatus substatus) noexcept;
/// What is meant by a status without a substatus.
Substatus implied_substatus(IssueStatus status, Timestamp first_seen, Timestamp now) noexcept;

/// What a batch of events meets.
struct IssueState {
  IssueStatus status = IssueStatus::unresolved;
  std::optional<Timestamp> resolved{};
};

/// An event that happened after an issue was resolved brings it back; one that was merely late does
/// not. Ignored issues stay as they are.
bool regresses(const IssueState& issue, Timestamp newest_event) noexcept;

}  // namespace picket::domain
