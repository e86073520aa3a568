// The part of the search language that the issue list understands so far: `is:`, `level:`,
// `assigned:`, `bookmarks:` and free text. Everything else is refused by name, never passed over.
// Source: shared spec "search", sections 2 to 5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/issue/record.h"
#include "roles/api/problem.h"

namespace picket::api {

/// Conditions that all hold. An optional list that is there but empty matches nothing.
struct IssueSearch {
  std::optional<std::vector<domain::IssueStatus>> statuses;
  std::optional<std::vector<domain::Substatus>> substatuses;
  std::optional<std::vector<domain::Level>> levels;
  std::vector<std::string> assigned;  ///< What `assigned:` says; whom it means, the caller knows.
  std::optional<bool> is_assigned;    ///< `is:assigned`, `is:unassigned`.
  bool bookmarked = false;            ///< By the caller.
  std::string text;                   ///< Substring; empty for all.

  bool matches_nothing() const noexcept;
  /// This status as well.
  void require(domain::IssueStatus status);
};

/// Bytes of free text: each issue of the projects is compared with it.
inline constexpr std::size_t kMaxSearchText = 1000;

Answer<IssueSearch> parse_issue_search(std::string_view query);

}  // namespace picket::api
