#include "adapters/events_duckdb/ranks.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <unordered_map>

#include "adapters/events_duckdb/counted.h"
#include "adapters/events_duckdb/counts.h"

namespace picket::adapters::duck {
namespace {

using ports::IssueRank;
using ports::IssueRankQuery;
using ports::RankedIssue;

/// "issue, key" of all issues.
struct Ranking {
  Selection selection;
  std::string sql;
};

Ranking by_rows(const TableFacts& facts, const IssueRankQuery& query, const Coverage& coverage,
                const std::string& key) {
  Ranking ranking{selection_without_range(facts, query.filter), ""};
  ranking.sql = "SELECT issue, (" + key + ")::BIGINT AS key FROM " +
                counted_events(ranking.selection, coverage) + " GROUP BY issue";
  return ranking;
}

Outcome<Ranking> by_trend(const Connection& on, const TableFacts& facts,
                          const IssueRankQuery& query) {
  const Timestamp middle = ports::middle_of(query.filter);
  const auto early = coverage_of(on, query.filter, {query.filter.start, middle}, Coarsest::day);
  if (!early) return unexpected(early.error());
  const auto late = coverage_of(on, query.filter, {middle, query.filter.end}, Coarsest::day);
  if (!late) return unexpected(late.error());
  Ranking ranking{selection_without_range(facts, query.filter), ""};
  ranking.sql =
      "SELECT issue, sum(late)::BIGINT * 1000 // greatest(sum(early)::BIGINT, 1) AS key FROM "
      "(SELECT issue, events AS early, 0 AS late FROM " +
      counted_events(ranking.selection, *early) +
      " UNION ALL SELECT issue, 0 AS early, events AS late FROM " +
      counted_events(ranking.selection, *late) + ") GROUP BY issue";
  return ranking;
}

/// The page of a ranking that the query asks for.
Outcome<std::vector<RankedIssue>> page_of(const Connection& on, Ranking ranking,
                                          const IssueRankQuery& query) {
  std::string sql = "SELECT issue, key FROM (" + ranking.sql + ")";
  if (query.after) {
    sql += std::string(" WHERE (key, issue) ") + (query.ascending ? ">" : "<") + " (" +
           ranking.selection.bind(query.after->key) + ", " +
           ranking.selection.bind(query.after->issue.value) + ")";
  }
  const std::string direction = query.ascending ? " ASC" : " DESC";
  sql += " ORDER BY key" + direction + ", issue" + direction + " LIMIT " +
         ranking.selection.bind(static_cast<std::int64_t>(query.limit));
  auto result = run(on, sql, ranking.selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<RankedIssue> ranked;
  for_each_row(*result, [&ranked](auto column, idx_t row) {
    ranked.push_back(
        {IssueId{value_at<std::int64_t>(column(0), row)}, value_at<std::int64_t>(column(1), row)});
  });
  return ranked;
}

/// The same page of a ranking that is not in the database.
std::vector<RankedIssue> page_of(std::vector<RankedIssue> ranked, const IssueRankQuery& query) {
  const auto before = [&query](const RankedIssue& a, const RankedIssue& b) {
    const auto smaller = std::tie(a.key, a.issue) < std::tie(b.key, b.issue);
    const auto larger = std::tie(b.key, b.issue) < std::tie(a.key, a.issue);
    return query.ascending ? smaller : larger;
  };
  if (query.after) {
    std::erase_if(ranked, [&](const RankedIssue& one) { return !before(*query.after, one); });
  }
  const std::size_t size = std::min(ranked.size(), query.limit);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(size),
                    ranked.end(), before);
  ranked.resize(size);
  return ranked;
}

/// The users of rows, and the next row of the same issue.
struct UsersOfRow {
  static constexpr std::size_t kNone = SIZE_MAX;

  duckdb_vector users;
  duckdb_vector user;
  idx_t row;
  std::size_t next;
};

Outcome<std::vector<RankedIssue>> users_of_sums(const Connection& on, const TableFacts& facts,
                                                const IssueRankQuery& query,
                                                const Coverage& coverage) {
  Selection selection = selection_without_range(facts, query.filter);
  const std::string counted = counted_events(selection, coverage);
  auto result = run(on, "SELECT issue, users, \"user\" FROM " + counted, selection.parameters());
  if (!result) return unexpected(result.error());
  // First which rows an issue has: one sketch at a time stays in the CPU's cache, while those of
  // all issues are some 50 MB, in which 3 million users take three times as long.
  std::vector<DataChunk> chunks;
  std::vector<UsersOfRow> rows;
  std::unordered_map<IssueId, std::size_t> last_rows;
  while (DataChunk chunk = result->next_chunk()) {
    duckdb_vector issues = duckdb_data_chunk_get_vector(chunk.get(), 0);
    duckdb_vector users = duckdb_data_chunk_get_vector(chunk.get(), 1);
    duckdb_vector user = duckdb_data_chunk_get_vector(chunk.get(), 2);
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk.get()); ++row) {
      const IssueId issue{value_at<std::int64_t>(issues, row)};
      std::size_t& last = last_rows.try_emplace(issue, UsersOfRow::kNone).first->second;
      rows.push_back({users, user, row, last});
      last = rows.size() - 1;
    }
    chunks.push_back(std::move(chunk));
  }
  std::vector<RankedIssue> ranked;
  ranked.reserve(last_rows.size());
  UserSketch sketch = UserSketch::for_counting();
  for (const auto& [issue, last] : last_rows) {
    sketch.clear();
    for (std::size_t at = last; at != UsersOfRow::kNone; at = rows[at].next) {
      const auto added = add_users(sketch, rows[at].users, rows[at].user, rows[at].row);
      if (!added) return unexpected(added.error());
    }
    ranked.push_back({issue, sketch.count()});
  }
  return page_of(std::move(ranked), query);
}

}  // namespace

Outcome<std::vector<RankedIssue>> rank_issues(const Connection& on, const TableFacts& facts,
                                              const IssueRankQuery& query) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<RankedIssue>> {
    if (query.rank == IssueRank::trend) {
      auto ranking = by_trend(on, facts, query);
      if (!ranking) return unexpected(ranking.error());
      return page_of(on, std::move(*ranking), query);
    }
    const auto coverage = coverage_of(on, query.filter, Coarsest::day);
    if (!coverage) return unexpected(coverage.error());
    if (query.rank == IssueRank::users && coverage->has_sums()) {
      return users_of_sums(on, facts, query, *coverage);
    }
    const std::string key = query.rank == IssueRank::last_seen ? "epoch_us(max(newest))"
                            : query.rank == IssueRank::events  ? "sum(events)"
                                                               : std::string(kUsers);
    return page_of(on, by_rows(facts, query, *coverage, key), query);
  });
}

}  // namespace picket::adapters::duck
