// What people decide about the ownership of a project's code.
// Source: shared spec "issues", section 10.3, and "api", section 4.9.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "protocol/ids.h"

namespace picket::domain::ownership {

enum class AutoAssignment : std::uint8_t { off, owner, suspect_commit };

/// As the API calls them: "Auto Assign to Issue Owner", ...
std::string_view to_string(AutoAssignment choice) noexcept;
std::optional<AutoAssignment> parse_auto_assignment(std::string_view name) noexcept;

struct OwnershipSettings {
  ProjectId project;
  std::string rules{};
  std::string codeowners{};  ///< A CODEOWNERS file; its rules come before the others.
  bool fallthrough = true;   ///< Everybody of the project hears of what no rule matches.
  AutoAssignment auto_assignment = AutoAssignment::owner;
  bool codeowners_sync = true;
  Timestamp created{};
  Timestamp updated{};

  friend bool operator==(const OwnershipSettings&, const OwnershipSettings&) = default;
};

}  // namespace picket::domain::ownership
