// The part of the search language that the issue list answers so far: `is:`, `status:`,
// `substatus:`, `level:`, `assigned:`, `bookmarks:me` and free text. Everything else is refused by
// name, never passed over. The language itself is domain/search.
// Source: shared spec "search", sections 2 to 5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/issue/record.h"
#include "domain/search/ast.h"
#include "roles/api/problem.h"

namespace picket::api {

/// Conditions that all hold. An optional list that is there but empty matches nothing.
struct IssueSearch {
  std::optional<std::vector<domain::IssueStatus>> statuses;
  std::optional<std::vector<domain::Substatus>> substatuses;
  std::optional<std::vector<domain::Level>> levels;
  /// What each `assigned:` says, one of a list; whom it means, the caller knows.
  std::vector<std::vector<domain::search::Actor>> assigned;
  std::optional<bool> is_assigned;  ///< `is:assigned`, `is:unassigned`.
  bool bookmarked = false;          ///< By the caller.
  std::string text;                 ///< Substring; empty for all.

  bool matches_nothing() const noexcept;
  /// This status as well.
  void require(domain::IssueStatus status);
};

/// Bytes of free text: each issue of the projects is compared with it.
inline constexpr std::size_t kMaxSearchText = 1000;

/// Blanks around the query do not count. `now` is what relative dates count from.
Answer<IssueSearch> parse_issue_search(std::string_view query, Timestamp now);

}  // namespace picket::api
