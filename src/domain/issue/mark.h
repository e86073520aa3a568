// What an issue is to one user: seen, bookmarked, followed.
// Source: shared spec "issues", section 10.5; the numbers of reasons are Sentry's and are stored.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::domain {

/// Why somebody follows an issue.
enum class FollowReason : std::uint8_t {
  unknown = 0,
  comment = 1,
  assigned = 2,
  bookmark = 3,
  status_change = 4,
  mentioned = 6,
  team_mentioned = 7,
};

enum class Following : std::uint8_t {
  unset = 0,
  on = 1,
  off = 2,  ///< Said so: nothing but their own word changes it.
};

struct IssueMark {
  IssueId issue;
  UserId user;
  std::optional<Timestamp> seen{};
  bool bookmarked = false;
  Following following = Following::unset;
  FollowReason reason = FollowReason::unknown;

  friend bool operator==(const IssueMark&, const IssueMark&) = default;
};

}  // namespace picket::domain
