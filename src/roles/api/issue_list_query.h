// What the issue list was asked for, checked. Source: shared spec "api", section 7.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/issue/record.h"
#include "roles/api/call.h"
#include "roles/api/cursor.h"
#include "roles/api/issue_leads.h"
#include "roles/api/issue_search.h"
#include "roles/api/issue_stats.h"
#include "roles/api/time_range.h"

namespace picket::api {

/// Of an organization, or the older one of a project: that has no range, and its `statsPeriod` says
/// how long the chart is.
enum class IssueListForm : std::uint8_t { organization, project };

/// Hashes of one request, as in Sentry.
inline constexpr std::size_t kMaxAskedHashes = 100;
/// Issues of one request by `group` or `id`: as many as one update changes.
inline constexpr std::size_t kMaxAskedIssues = 1000;

/// Of a list whose request names no query. Source: what people look at first, as in Sentry's own
/// pages; see docs/decisions/0052.
inline constexpr std::string_view kDefaultIssueQuery =
    "is:unresolved issue.priority:[high, medium]";

struct IssueListQuery {
  IssueSearch search;
  /// Those alone, whatever the search; an empty list is none.
  std::optional<std::vector<IssueId>> issues;
  /// The query is the id of an event or a trace: the issues of that.
  std::optional<EventId> event;
  std::optional<std::string> short_id;  ///< The query is a short id that shall be looked up.
  TimeRange range;
  std::vector<std::string> environments;
  IssueOrder order = IssueOrder::last_seen;
  std::size_t limit = kMaxPage;
  std::optional<Cursor> cursor;
  std::optional<StatsPeriod> stats;  ///< None: no chart.
  bool whole_life = false;           ///< Counts are those of the issue, whatever is still stored.
  std::vector<std::string> expand;
  std::vector<std::string> collapse;

  bool collapses(std::string_view part) const;
};

Answer<IssueListQuery> read_issue_list_query(const Call& call,
                                             IssueListForm form = IssueListForm::organization);
/// The same for one `text` of several searches, each of which is a search.
Answer<IssueListQuery> read_counted_query(const Call& call, std::string_view text);
/// `name` repeated: ids of issues.
Answer<std::vector<IssueId>> read_issue_ids(const Parameters& parameters, std::string_view name);

}  // namespace picket::api
