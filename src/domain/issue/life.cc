#include "domain/issue/life.h"

namespace picket::domain {

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

}  // namespace picket::domain
