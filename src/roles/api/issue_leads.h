// A page of issues that both stores decide over: meta_db knows what an issue is, the event store
// which events it has. Neither can join the other, so one of them leads.
//
// - Nothing is asked of events: meta_db leads alone.
// - Few issues remain on one side: that side is asked for all of them, and the other one about
//   those only. This is exact, and the number of all is known.
// - Else the side that sorts is walked, page by page, and the other one sieves each.
//
// The results are the same, whichever leads. Source: shared spec "search", section 5 (sorts).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/issue/record.h"
#include "domain/search/plan.h"
#include "ports/event_store.h"
#include "ports/issues.h"

namespace picket::api {

/// Descending, ties by issue descending. The first three are what meta_db knows.
enum class IssueOrder : std::uint8_t {
  last_seen,
  first_seen,
  times_seen,
  events,  ///< The others are of events that meet IssueQuestion::events.
  users,
  trend,  ///< See IssueRank::trend.
};

struct IssueQuestion {
  /// Conditions; its order, place and limits do not matter.
  ports::IssueQuery issues;
  /// At least one event of the issue meets all of this, if `events_decide` or the order is one of
  /// events. Its issues do not matter.
  ports::EventFilter events;
  bool events_decide = false;
  std::vector<domain::search::SuggestionCondition> suggestions{};
  IssueOrder order = IssueOrder::last_seen;
};

/// A page, from a place that need not hold an issue any more.
struct IssueWindow {
  std::size_t limit = 100;
  std::optional<ports::IssuePosition> from{};  ///< The page starts behind it, or ends before it:
  bool backwards = false;
};

struct FoundIssue {
  ports::IssuePosition place;
  domain::Issue issue;
};

struct FoundIssues {
  std::vector<FoundIssue> issues{};  ///< In order, also of a page before a place.
  /// How far the search came, in its direction: past the last issue when the others did not match.
  std::optional<ports::IssuePosition> reached{};
  bool more = false;                   ///< In that direction.
  std::optional<std::int64_t> hits{};  ///< Of all pages; nullopt when only a walk could tell.
};

struct LeadLimits {
  std::size_t issues = 1000;   ///< So many that one side has are asked of the other at once;
  std::size_t events = 1000;   ///< the same, where the event store is asked first.
  std::size_t scanned = 1000;  ///< Issues that are looked through for one page.
};

/// Errors are those of the stores. A walk may end with less than a page, even nothing, and `more`.
Result<FoundIssues> find_issues(ports::IssueRepository& issues, ports::EventStore& events,
                                const IssueQuestion& question, const IssueWindow& window,
                                const LeadLimits& limits = {});

}  // namespace picket::api
