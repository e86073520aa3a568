// What happened to an issue besides events. Source: shared spec "api", section 8.5.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::domain {

struct Activity {
  std::int64_t id = 0;
  IssueId issue;
  std::string type;  ///< One of the names below, or of those that a newer program knows.
  UserId actor;      ///< Zero: nobody, the program itself or a token of an organization.
  Timestamp created;
  std::string data_json;  ///< Object, as the API shows it.

  friend bool operator==(const Activity&, const Activity&) = default;
};

/// Names of activities: Sentry's, and stored.
namespace activity {
inline constexpr std::string_view kNote = "note";
inline constexpr std::string_view kResolved = "set_resolved";
inline constexpr std::string_view kUnresolved = "set_unresolved";
inline constexpr std::string_view kIgnored = "set_ignored";
inline constexpr std::string_view kRegression = "set_regression";
inline constexpr std::string_view kPriority = "set_priority";
inline constexpr std::string_view kAssigned = "assigned";
inline constexpr std::string_view kUnassigned = "unassigned";
inline constexpr std::string_view kReviewed = "mark_reviewed";
inline constexpr std::string_view kPublic = "set_public";
inline constexpr std::string_view kPrivate = "set_private";
inline constexpr std::string_view kResolvedInRelease = "set_resolved_in_release";
inline constexpr std::string_view kResolvedByAge = "set_resolved_by_age";
inline constexpr std::string_view kEscalating = "set_escalating";
inline constexpr std::string_view kOngoing = "auto_set_ongoing";
inline constexpr std::string_view kMerge = "merge";
inline constexpr std::string_view kUnmergeSource = "unmerge_source";
inline constexpr std::string_view kUnmergeDestination = "unmerge_destination";
}  // namespace activity

}  // namespace picket::domain
