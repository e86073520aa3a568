// A search of issues: what meta_db knows of them, and what one of their events must be like.
// Source: shared spec "search", sections 2 to 5.
#pragma once

#include <string_view>
#include <vector>

#include "domain/issue/record.h"
#include "domain/search/condition.h"
#include "domain/search/plan.h"
#include "roles/api/call.h"

namespace picket::api {

/// Conditions that all hold, every name in them looked up.
struct IssueSearch {
  bool finds_nothing = false;         ///< Whatever the issues are.
  std::vector<ProjectId> projects{};  ///< Of the grant, those that the search means.
  std::vector<domain::search::IssueCondition> issues{};
  domain::search::EventGroup events{};  ///< Of one and the same event of the issue.
  std::vector<domain::search::SuggestionCondition> suggestions{};

  /// This status as well.
  void require(domain::IssueStatus status);
};

/// Of all issues of the grant.
IssueSearch search_for_all(const Call& call);

/// 400 "Error parsing search query: …" with what is wrong.
Answer<IssueSearch> read_issue_search(const Call& call, std::string_view query);

}  // namespace picket::api
