#include "adapters/events_duckdb/queries.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>

#include "adapters/events_duckdb/columns.h"
#include "adapters/events_duckdb/conditions.h"
#include "adapters/events_duckdb/row_reader.h"

namespace picket::adapters::duck {
namespace {

using ports::EventOrder;

/// Of one event: an SDK may send it to several projects, and again. Fewer are sorted here, which
/// takes a third of the CPU that DuckDB needs to plan an ORDER BY.
constexpr std::size_t kFewCopies = 100;

/// Where a row is, and what else is known of it without reading the rest.
struct Place {
  std::int64_t rowid = 0;
  ports::EventCursor position;
  HashId hash;
  IssueId issue;  ///< Now.
};

bool comes_before(const Place& a, const Place& b, EventOrder order) {
  const auto key = [](const Place& place) {
    const auto& [timestamp, event, project] = place.position;
    return std::tuple(timestamp, event, project);
  };
  return order == EventOrder::oldest_first ? key(a) < key(b) : key(b) < key(a);
}

/// At most `limit` rows, the first in order if one is given.
Outcome<std::vector<Place>> read_page(const Connection& on, Selection& selection,
                                      std::optional<EventOrder> order, std::size_t limit) {
  std::string sql = "SELECT e.rowid, e.ts, e.event_high, e.event_low, e.project, e.hash_id, " +
                    selection.issue() + selection.from_where();
  if (order) {
    const std::string direction = *order == EventOrder::oldest_first ? " ASC" : " DESC";
    sql += " ORDER BY e.ts" + direction + ", e.event_high" + direction + ", e.event_low" +
           direction + ", e.project" + direction;
  }
  sql += " LIMIT " + selection.bind(static_cast<std::int64_t>(limit));
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<Place> places;
  for_each_row(*result, [&places](auto column, idx_t row) {
    Place place;
    place.rowid = value_at<std::int64_t>(column(0), row);
    place.position.timestamp = from_unix_us(value_at<std::int64_t>(column(1), row));
    place.position.event = {value_at<std::uint64_t>(column(2), row),
                            value_at<std::uint64_t>(column(3), row)};
    place.position.project.value = value_at<std::int64_t>(column(4), row);
    place.hash.value = value_at<std::int64_t>(column(5), row);
    place.issue.value = value_at<std::int64_t>(column(6), row);
    places.push_back(place);
  });
  return places;
}

/// The first `limit` rows in order. Overrides are applied here: a join with them would hide from
/// DuckDB that it may stop early (newest of an issue, 1 million rows: 3 against 34 ms). Rows that
/// were moved away from the issue are skipped, in pages that grow, as there may be many. Conditions
/// on issues need the join.
Outcome<std::vector<Place>> find_places(const Connection& on, const TableFacts& facts,
                                        const ports::EventFilter& filter, EventOrder order,
                                        std::optional<ports::EventCursor> cursor,
                                        std::size_t limit) {
  constexpr std::size_t kMaxPage = 100'000;  // 8 MB.
  const IssueCondition issues =
      asks_for_issues(filter.where) ? IssueCondition::exact : IssueCondition::candidates;
  std::vector<Place> found;
  const auto take = [&](const std::vector<Place>& places) {
    for (Place place : places) {
      place.issue = facts.overrides->now(place.hash, place.issue);
      const bool wanted =
          filter.issues.empty() ||
          std::find(filter.issues.begin(), filter.issues.end(), place.issue) != filter.issues.end();
      if (wanted && found.size() < limit) found.push_back(place);
    }
  };
  for (std::size_t page = filter.event ? kFewCopies : limit;; page = std::min(page * 8, kMaxPage)) {
    Selection selection(facts, filter, issues);
    if (cursor) selection.after(*cursor, order);
    const bool one_event = filter.event && page == kFewCopies;
    auto places = read_page(on, selection, one_event ? std::nullopt : std::optional(order), page);
    if (!places) return unexpected(places.error());
    const bool last = places->size() < page;
    if (one_event && !last) continue;  // In order, then.
    if (one_event) {
      std::sort(places->begin(), places->end(),
                [order](const Place& a, const Place& b) { return comes_before(a, b, order); });
    }
    take(*places);
    if (last || found.size() == limit) return found;
    cursor = places->back().position;
  }
}

/// The whole rows at `places`, in their order.
///
/// A rowid prunes no row groups; a list of times does, while a range of them leaves all in between.
/// Whole rows are 44 columns, whose dictionaries are decoded for each row group: 51 events that lie
/// far apart among 3 million took 570 ms of CPU by the range, and take 5 to 170.
Outcome<std::vector<domain::EventRow>> read_places(const Connection& on,
                                                   const std::vector<Place>& places) {
  if (places.empty()) return std::vector<domain::EventRow>();
  std::unordered_map<std::int64_t, std::size_t> index;
  Parameters parameters;
  std::string rowids;
  std::string times;
  for (const Place& place : places) {
    index.emplace(place.rowid, index.size());
    parameters.add(place.rowid);
    rowids += (rowids.empty() ? "" : ", ") + parameters.last();
    parameters.add(place.position.timestamp);
    times += (times.empty() ? "" : ", ") + parameters.last();
  }
  auto result = run(on,
                    "SELECT " + all_columns() + ", e.rowid FROM store.events e WHERE e.rowid IN (" +
                        rowids + ") AND e.ts IN (" + times + ")",
                    parameters);
  if (!result) return unexpected(result.error());
  std::vector<domain::EventRow> rows(places.size());
  for (auto& [rowid, row] : read_rows(*result)) {
    const std::size_t at = index.at(rowid);
    rows[at] = std::move(row);
    rows[at].issue = places[at].issue;
  }
  return rows;
}

}  // namespace

Outcome<std::vector<domain::EventRow>> find(const Connection& on, const TableFacts& facts,
                                            const ports::EventFilter& filter, EventOrder order,
                                            const std::optional<ports::EventCursor>& cursor,
                                            std::size_t limit) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<domain::EventRow>> {
    const auto places = find_places(on, facts, filter, order, cursor, limit);
    if (!places) return unexpected(places.error());
    return read_places(on, *places);
  });
}

Outcome<ports::EventNeighbours> adjacent(const Connection& on, const TableFacts& facts,
                                         const ports::EventFilter& filter,
                                         const ports::EventCursor& to) {
  const auto first = [&](EventOrder order) -> Outcome<std::optional<ports::EventCursor>> {
    const auto places = find_places(on, facts, filter, order, to, 1);
    if (!places) return unexpected(places.error());
    if (places->empty()) return std::optional<ports::EventCursor>();
    return std::optional(places->front().position);
  };
  return in_snapshot(on, [&]() -> Outcome<ports::EventNeighbours> {
    const auto newer = first(EventOrder::oldest_first);
    if (!newer) return unexpected(newer.error());
    const auto older = first(EventOrder::newest_first);
    if (!older) return unexpected(older.error());
    return ports::EventNeighbours{*newer, *older};
  });
}

Outcome<std::vector<std::pair<ProjectId, EventId>>> recent_ids(const Connection& on,
                                                               Timestamp since, std::size_t limit) {
  Parameters parameters;
  parameters.add(since);
  parameters.add(static_cast<std::int64_t>(limit));
  auto result = run(on,
                    "SELECT project, event_high, event_low FROM store.events WHERE received >= $1"
                    " ORDER BY received DESC, event_high DESC, event_low DESC, project DESC"
                    " LIMIT $2",
                    parameters);
  if (!result) return unexpected(result.error());
  std::vector<std::pair<ProjectId, EventId>> ids;
  for_each_row(*result, [&ids](auto column, idx_t row) {
    ids.emplace_back(
        ProjectId{value_at<std::int64_t>(column(0), row)},
        EventId{value_at<std::uint64_t>(column(1), row), value_at<std::uint64_t>(column(2), row)});
  });
  return ids;
}

Outcome<std::vector<ports::HashOverride>> overrides(const Connection& on) {
  auto result = run(on, "SELECT hash_id, issue FROM store.overrides");
  if (!result) return unexpected(result.error());
  std::vector<ports::HashOverride> overrides;
  for_each_row(*result, [&overrides](auto column, idx_t row) {
    overrides.push_back({HashId{value_at<std::int64_t>(column(0), row)},
                         IssueId{value_at<std::int64_t>(column(1), row)}});
  });
  return overrides;
}

Outcome<bool> has_stray_tags(const Connection& on) {
  auto result = run(on, "SELECT count(*) FROM (FROM store.events WHERE column_tags >= " +
                            std::to_string(column_bit::stray_tags) + " LIMIT 1)");
  if (!result) return unexpected(result.error());
  return result->single_int64() != 0;
}

Outcome<ports::EventTotals> totals(const Connection& on) {
  auto result = run(on,
                    "SELECT (SELECT count(*) FROM store.events),"
                    " (SELECT sum(expired)::BIGINT FROM store.totals)");
  if (!result) return unexpected(result.error());
  ports::EventTotals totals;
  for_each_row(*result, [&totals](auto column, idx_t row) {
    totals.rows = value_at<std::int64_t>(column(0), row);
    totals.expired = value_at<std::int64_t>(column(1), row);
  });
  return totals;
}

Outcome<ports::Offset> applied_offset(const Connection& on, const ports::TopicPartition& of) {
  Parameters parameters;
  parameters.add(of.topic);
  parameters.add(std::int64_t{of.partition});
  auto result =
      run(on, "SELECT next FROM store.applied WHERE topic = $1 AND part = $2", parameters);
  if (!result) return unexpected(result.error());
  return result->single_int64();
}

Outcome<AppliedOffsets> applied_offsets(const Connection& on) {
  auto result = run(on, "SELECT topic, part, next FROM store.applied");
  if (!result) return unexpected(result.error());
  AppliedOffsets offsets;
  while (const DataChunk chunk = result->next_chunk()) {
    duckdb_vector topic = duckdb_data_chunk_get_vector(chunk.get(), 0);
    duckdb_vector part = duckdb_data_chunk_get_vector(chunk.get(), 1);
    duckdb_vector next = duckdb_data_chunk_get_vector(chunk.get(), 2);
    for (idx_t i = 0; i < duckdb_data_chunk_get_size(chunk.get()); ++i) {
      offsets.push_back({{std::string(text_at(topic, i)), value_at<std::uint32_t>(part, i)},
                         value_at<std::int64_t>(next, i)});
    }
  }
  return offsets;
}

}  // namespace picket::adapters::duck
