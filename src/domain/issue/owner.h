// Whom an issue is suggested to, and why.
// Source: shared spec "issues", section 10.3; the numbers of kinds are Sentry's and are stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "domain/issue/record.h"

namespace picket::domain {

enum class OwnerKind : std::uint8_t { suspect_commit = 0, ownership_rule = 1, codeowners = 2 };

struct IssueOwner {
  IssueId issue;
  OwnerKind kind = OwnerKind::ownership_rule;
  Assignee who;
  std::string rule;  ///< As it stands in the text: "path:src/* #web".

  friend bool operator==(const IssueOwner&, const IssueOwner&) = default;
};

/// More would be a crowd, of which nobody feels meant. Sentry's number.
inline constexpr std::size_t kMostOwners = 2;

}  // namespace picket::domain
