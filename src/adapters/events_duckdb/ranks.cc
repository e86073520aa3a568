#include "adapters/events_duckdb/ranks.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "adapters/events_duckdb/counted.h"
#include "adapters/events_duckdb/counts.h"

namespace picket::adapters::duck {
namespace {

using ports::IssueRank;
using ports::IssueRankQuery;
using ports::RankedIssue;

/// The rows of a result of "issue, key".
std::vector<RankedIssue> ranked_of(QueryResult& result) {
  std::vector<RankedIssue> ranked;
  for_each_row(result, [&ranked](auto column, idx_t row) {
    ranked.push_back(
        {IssueId{value_at<std::int64_t>(column(0), row)}, value_at<std::int64_t>(column(1), row)});
  });
  return ranked;
}

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
  return ranked_of(*result);
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

/// How many users each of some issues has; of all when none are given.
Outcome<std::vector<RankedIssue>> count_users(const Connection& on, const TableFacts& facts,
                                              const IssueRankQuery& query, const Coverage& coverage,
                                              std::span<const IssueId> issues) {
  Selection selection = selection_without_range(facts, query.filter);
  if (!issues.empty()) selection.where_issue_in(issues);
  const std::string counted = counted_events(selection, coverage);
  auto result = run(on, "SELECT issue, users, \"user\" FROM " + counted, selection.parameters());
  if (!result) return unexpected(result.error());
  // First which rows an issue has: one sketch at a time stays in the CPU's cache, while those of
  // all issues are some 50 MB, in which 3 million users take three times as long.
  std::vector<DataChunk> chunks;
  std::vector<UsersOfRow> rows;
  std::unordered_map<IssueId, std::size_t> last_rows;
  while (DataChunk chunk = result->next_chunk()) {
    duckdb_vector of = duckdb_data_chunk_get_vector(chunk.get(), 0);
    duckdb_vector users = duckdb_data_chunk_get_vector(chunk.get(), 1);
    duckdb_vector user = duckdb_data_chunk_get_vector(chunk.get(), 2);
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk.get()); ++row) {
      const IssueId issue{value_at<std::int64_t>(of, row)};
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
  return ranked;
}

/// All issues, most events first.
Outcome<std::vector<RankedIssue>> by_events(const Connection& on, const TableFacts& facts,
                                            const IssueRankQuery& query, const Coverage& coverage) {
  Selection selection = selection_without_range(facts, query.filter);
  const std::string counted = counted_events(selection, coverage);
  auto result = run(on,
                    "SELECT issue, sum(events)::BIGINT AS n FROM " + counted +
                        " GROUP BY issue ORDER BY n DESC, issue DESC",
                    selection.parameters());
  if (!result) return unexpected(result.error());
  return ranked_of(*result);
}

/// More than the users that so many events are counted to have, also by an estimate: over sixteen
/// times the standard error of UserSketch above.
std::int64_t most_users(std::int64_t events) noexcept {
  return events <= static_cast<std::int64_t>(UserSketch::kExact) ? events : events + events / 10;
}

/// An issue has no more users than events: only those that may reach the page are counted, the
/// others by their events too few.
Outcome<std::vector<RankedIssue>> most_users_of_sums(const Connection& on, const TableFacts& facts,
                                                     const IssueRankQuery& query,
                                                     const Coverage& coverage) {
  const auto issues = by_events(on, facts, query, coverage);
  if (!issues) return unexpected(issues.error());
  std::vector<RankedIssue> page;
  std::vector<IssueId> asked;
  const auto is_out_of_reach = [&](const RankedIssue& one) {
    return page.size() == query.limit && most_users(one.key) < page.back().key;
  };
  std::size_t at = 0;
  // A page's worth at first, as issues that many users have are mostly those with many events.
  for (std::size_t step = query.limit; at < issues->size(); step *= 2) {
    asked.clear();
    for (; at < issues->size() && asked.size() < step; ++at) {
      if (is_out_of_reach((*issues)[at])) break;
      asked.push_back((*issues)[at].issue);
    }
    if (asked.empty()) break;
    auto counted = count_users(on, facts, query, coverage, asked);
    if (!counted) return counted;
    counted->insert(counted->end(), page.begin(), page.end());
    page = page_of(*std::move(counted), query);
  }
  return page;
}

Outcome<std::vector<RankedIssue>> users_of_sums(const Connection& on, const TableFacts& facts,
                                                const IssueRankQuery& query,
                                                const Coverage& coverage) {
  if (!query.ascending) return most_users_of_sums(on, facts, query, coverage);
  auto counted = count_users(on, facts, query, coverage, {});
  if (!counted) return counted;
  return page_of(*std::move(counted), query);
}

/// Parts of the time before the newest event, newest first, each without those before it: what many
/// events have shows in the first already.
constexpr std::int64_t kPartsOfTime[] = {32, 1};

/// In the order of their ranks, by what each row says.
Outcome<std::vector<RankedIssue>> ranked_by_rows(const Connection& on, const TableFacts& facts,
                                                 const IssueRankQuery& query,
                                                 const Coverage& coverage) {
  const std::string key = query.rank == IssueRank::last_seen ? "epoch_us(max(newest))"
                          : query.rank == IssueRank::events  ? "sum(events)"
                                                             : std::string(kUsers);
  return page_of(on, by_rows(facts, query, coverage, key), query);
}

/// [oldest, newest] of all events; nullopt without any.
Outcome<std::optional<std::pair<Timestamp, Timestamp>>> stored_range(const Connection& on) {
  auto result = run(on, "SELECT count(*), epoch_us(min(ts)), epoch_us(max(ts)) FROM store.events");
  if (!result) return unexpected(result.error());
  std::optional<std::pair<Timestamp, Timestamp>> range;
  for_each_row(*result, [&range](auto column, idx_t row) {
    if (value_at<std::int64_t>(column(0), row) == 0) return;
    range.emplace(from_unix_us(value_at<std::int64_t>(column(1), row)),
                  from_unix_us(value_at<std::int64_t>(column(2), row)));
  });
  return range;
}

/// Where each part of the filter's range begins; the last one has no beginning of its own.
Outcome<std::vector<std::optional<Timestamp>>> starts_of_parts(const Connection& on,
                                                               const ports::EventFilter& filter) {
  std::vector<std::optional<Timestamp>> starts;
  const auto stored = stored_range(on);
  if (!stored) return unexpected(stored.error());
  if (*stored) {
    auto [oldest, newest] = **stored;
    if (filter.start) oldest = std::max(oldest, *filter.start);
    if (filter.end) newest = std::min(newest, *filter.end);
    if (oldest < newest) {
      for (const std::int64_t parts : kPartsOfTime) {
        if (parts > 1) starts.emplace_back(newest - (newest - oldest) / parts);
      }
    }
  }
  starts.emplace_back(filter.start);
  return starts;
}

/// By last event, of events that must be looked at: an issue comes before all that have no event as
/// new as its newest, so the past need not be asked once the page is full.
Outcome<std::vector<RankedIssue>> newest_first(const Connection& on, const TableFacts& facts,
                                               const IssueRankQuery& query) {
  const auto starts = starts_of_parts(on, query.filter);
  if (!starts) return unexpected(starts.error());
  IssueRankQuery part = query;
  part.after.reset();
  part.limit = std::numeric_limits<std::int64_t>::max();
  std::unordered_set<IssueId> seen;
  std::vector<RankedIssue> found;
  const auto is_behind_place = [&query](const RankedIssue& one) {
    return !query.after ||
           std::tie(one.key, one.issue) < std::tie(query.after->key, query.after->issue);
  };
  for (const std::optional<Timestamp>& start : *starts) {
    part.filter.start = start;
    const Coverage events = cover({start, part.filter.end}, Coarsest::event, std::nullopt);
    const auto ranked = ranked_by_rows(on, facts, part, events);
    if (!ranked) return ranked;
    for (const RankedIssue& one : *ranked) {
      if (seen.insert(one.issue).second && is_behind_place(one)) found.push_back(one);
      if (found.size() == query.limit) return found;
    }
    if (!query.filter.issues.empty()) {
      std::erase_if(part.filter.issues, [&](IssueId issue) { return seen.contains(issue); });
      if (part.filter.issues.empty()) break;
    }
    part.filter.end = start;
  }
  return found;
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
    if (query.rank == IssueRank::last_seen && !query.ascending && !coverage->has_sums()) {
      return newest_first(on, facts, query);
    }
    return ranked_by_rows(on, facts, query, *coverage);
  });
}

}  // namespace picket::adapters::duck
