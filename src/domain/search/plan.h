// A search as questions to the stores: which conditions issues answer, and which events do.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "domain/search/ast.h"
#include "domain/search/condition.h"
#include "domain/search/config.h"
#include "domain/search/error.h"

namespace picket::domain::search {

/// The issue is assigned to one of them, or to nobody while ownership rules suggest one of them.
/// Nobody is one of them, too: who is neither assigned nor suggested.
struct SuggestionCondition {
  PeopleTest people;
  bool negated = false;

  friend bool operator==(const SuggestionCondition&, const SuggestionCondition&) = default;
};

struct Plan {
  /// All hold for an issue. Of the issue search only.
  std::vector<IssueCondition> issues;
  /// The same, which no store answers alone: for the caller to ask.
  std::vector<SuggestionCondition> suggestions{};
  /// Holds for an event; of the issue search, for the same event of the issue.
  EventGroup events;
  /// Holds for a group of events; filters on functions, as they were read. Of the event search
  /// only.
  Group groups;
  /// Which store answers what, for people: "issues: status = 0; events: release = 1.0".
  std::string explanation;
};

/// An error names a filter that no column answers for.
Result<Plan, SearchError> plan_search(const Search& search, const SearchConfig& config);

}  // namespace picket::domain::search
