// What the issue list was asked for, checked. Source: shared spec "api", section 7.1.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/issues.h"
#include "roles/api/cursor.h"
#include "roles/api/issue_search.h"
#include "roles/api/issue_stats.h"
#include "roles/api/time_range.h"

namespace picket::api {

struct IssueListQuery {
  IssueSearch search;
  std::optional<EventId> event;         ///< The query is an event id: that event's issue.
  std::optional<std::string> short_id;  ///< The query is a short id that shall be looked up.
  TimeRange range;
  std::vector<std::string> environments;
  ports::IssueSort sort = ports::IssueSort::last_seen;
  std::size_t limit = kMaxPage;
  std::optional<Cursor> cursor;
  std::optional<StatsPeriod> stats;  ///< None: no chart.
  std::vector<std::string> expand;
  std::vector<std::string> collapse;

  bool collapses(std::string_view part) const;
};

Answer<IssueListQuery> read_issue_list_query(const Parameters& parameters, Timestamp now);

}  // namespace picket::api
