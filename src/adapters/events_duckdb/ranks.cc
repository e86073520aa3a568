#include "adapters/events_duckdb/ranks.h"

#include <string>

#include "adapters/events_duckdb/counts.h"

namespace picket::adapters::duck {
namespace {

using ports::IssueRank;

/// Of the rows of one issue.
std::string key_of(Selection& selection, const ports::IssueRankQuery& query) {
  switch (query.rank) {
    case IssueRank::last_seen:
      return "epoch_us(max(e.ts))";
    case IssueRank::events:
      return "count(*)";
    case IssueRank::users:
      return kUsers;
    case IssueRank::trend: {
      const std::string late =
          "count(*) FILTER (e.ts >= " + selection.bind(ports::middle_of(query.filter)) + ")";
      return late + " * 1000 // greatest(count(*) - " + late + ", 1)";
    }
  }
  return "0";
}

}  // namespace

Outcome<std::vector<ports::RankedIssue>> rank_issues(const Connection& on, const TableFacts& facts,
                                                     const ports::IssueRankQuery& query) {
  Selection selection(facts, query.filter);
  const std::string key = key_of(selection, query);
  std::string sql = "SELECT issue, key FROM (SELECT " + selection.issue() + " AS issue, (" + key +
                    ")::BIGINT AS key" + selection.from_where() + " GROUP BY 1)";
  if (query.after) {
    sql += std::string(" WHERE (key, issue) ") + (query.ascending ? ">" : "<") + " (" +
           selection.bind(query.after->key) + ", " + selection.bind(query.after->issue.value) + ")";
  }
  const std::string direction = query.ascending ? " ASC" : " DESC";
  sql += " ORDER BY key" + direction + ", issue" + direction + " LIMIT " +
         selection.bind(static_cast<std::int64_t>(query.limit));
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<ports::RankedIssue> ranked;
  for_each_row(*result, [&ranked](auto column, idx_t row) {
    ranked.push_back(
        {IssueId{value_at<std::int64_t>(column(0), row)}, value_at<std::int64_t>(column(1), row)});
  });
  return ranked;
}

}  // namespace picket::adapters::duck
