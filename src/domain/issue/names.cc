#include "domain/issue/names.h"

namespace picket::domain {

std::string_view to_string(IssueStatus status) noexcept {
  switch (status) {
    case IssueStatus::unresolved:
      return "unresolved";
    case IssueStatus::resolved:
      return "resolved";
    case IssueStatus::ignored:
      return "ignored";
    case IssueStatus::pending_deletion:
      return "pending_deletion";
    case IssueStatus::deletion_in_progress:
      return "deletion_in_progress";
    case IssueStatus::pending_merge:
      return "pending_merge";
    case IssueStatus::reprocessing:
      return "reprocessing";
  }
  return "unresolved";
}

std::string_view to_string(Substatus substatus) noexcept {
  switch (substatus) {
    case Substatus::none:
      return "";
    case Substatus::archived_until_escalating:
      return "archived_until_escalating";
    case Substatus::escalating:
      return "escalating";
    case Substatus::ongoing:
      return "ongoing";
    case Substatus::archived_until_condition_met:
      return "archived_until_condition_met";
    case Substatus::archived_forever:
      return "archived_forever";
    case Substatus::regressed:
      return "regressed";
    case Substatus::new_:
      return "new";
  }
  return "";
}

std::string_view to_string(Priority priority) noexcept {
  switch (priority) {
    case Priority::low:
      return "low";
    case Priority::medium:
      return "medium";
    case Priority::high:
      return "high";
  }
  return "medium";
}

std::optional<IssueStatus> parse_shown_status(std::string_view name) noexcept {
  if (name == "unresolved") return IssueStatus::unresolved;
  if (name == "resolved") return IssueStatus::resolved;
  if (name == "ignored" || name == "archived") return IssueStatus::ignored;
  return std::nullopt;
}

std::optional<Substatus> parse_substatus(std::string_view name) noexcept {
  using enum Substatus;
  for (const Substatus one : {archived_until_escalating, escalating, ongoing,
                              archived_until_condition_met, archived_forever, regressed, new_}) {
    if (name == to_string(one)) return one;
  }
  return std::nullopt;
}

std::optional<Priority> parse_priority(std::string_view name) noexcept {
  for (const Priority one : {Priority::low, Priority::medium, Priority::high}) {
    if (name == to_string(one)) return one;
  }
  return std::nullopt;
}

bool is_deleted(IssueStatus status) noexcept {
  return status == IssueStatus::pending_deletion || status == IssueStatus::deletion_in_progress;
}

}  // namespace picket::domain
