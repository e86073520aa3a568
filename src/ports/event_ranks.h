// Part of the port event_store: issues in the order of what their events say.
// Source: shared spec "search", section 5 (sorts).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ports/event_filter.h"

namespace picket::ports {

enum class IssueRank : std::uint8_t {
  last_seen,  ///< Microseconds of the newest event.
  events,
  users,  ///< Distinct.
  /// How the second half of the range compares with the first: events in it, in thousandths of
  /// those before it (of 1 when there were none). The range must have both ends.
  trend,
};

struct RankedIssue {
  IssueId issue;
  std::int64_t key = 0;

  friend bool operator==(const RankedIssue&, const RankedIssue&) = default;
};

struct IssueRankQuery {
  EventFilter filter;
  IssueRank rank = IssueRank::last_seen;  ///< Descending, ties by issue descending.
  /// Starts behind this place, which need not hold an issue any more.
  std::optional<RankedIssue> after{};
  bool ascending = false;   ///< The opposite order, for a page before a place.
  std::size_t limit = 100;  ///< 1..EventRanks::kMaxRanked.
};

class EventRanks {
 public:
  static constexpr std::size_t kMaxRanked = 1001;

  virtual ~EventRanks() = default;

  /// Issues that have at least one event of the filter. Places are by the key as it is now: one
  /// that changes meanwhile may be listed twice or not at all.
  virtual Result<std::vector<RankedIssue>> rank_issues(const IssueRankQuery& query) = 0;
};

/// Where the second half of the range begins. The range has both ends.
Timestamp middle_of(const EventFilter& filter) noexcept;

/// What every adapter checks alike: invalid_argument / "bad_rank_query" for a limit out of range or
/// a trend without a range, and whatever check_filter() says.
Result<void> check_ranks(const IssueRankQuery& query);

}  // namespace picket::ports
