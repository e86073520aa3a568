#include "adapters/events_duckdb/tables.h"

#include <algorithm>
#include <string>

#include "adapters/events_duckdb/counts.h"
#include "adapters/events_duckdb/group_conditions.h"
#include "adapters/events_duckdb/table_columns.h"

namespace picket::adapters::duck {
namespace {

using ports::EventAggregate;
using ports::EventValue;
using ports::TableRow;

std::string listed(const std::vector<std::string>& parts) {
  std::string list;
  for (const std::string& part : parts) list += (list.empty() ? "" : ", ") + part;
  return list;
}

std::string name(const char* prefix, std::size_t number) {
  return prefix + std::to_string(number);
}

/// How many groups `columns` make of the selection's rows.
Outcome<std::int64_t> count_groups(const Connection& on, const Selection& selection,
                                   const std::string& subquery, const std::string& columns) {
  auto result =
      run(on, "SELECT count(*) FROM (SELECT DISTINCT " + columns + " FROM " + subquery + ")",
          selection.parameters());
  if (!result) return unexpected(result.error());
  return result->single_int64();
}

std::int64_t quantiles_among(const std::vector<EventAggregate>& aggregates) {
  return std::count_if(aggregates.begin(), aggregates.end(), [](const EventAggregate& aggregate) {
    return aggregate.function == ports::EventFunction::quantile;
  });
}

/// `groups()` is only asked when it matters, as it costs a look at all rows.
template <class Groups>
Outcome<Quantiles> quantiles_for(const Connection& on, const TableFacts& facts,
                                 const ports::EventFilter& filter,
                                 const std::vector<EventAggregate>& aggregates,
                                 const QuantileLimits& limits, Groups groups) {
  const std::int64_t quantiles = quantiles_among(aggregates);
  if (quantiles == 0) return Quantiles::exact;
  const auto events = count_events(on, facts, filter);
  if (!events) return unexpected(events.error());
  if (*events * quantiles <= limits.numbers) return Quantiles::exact;
  const Outcome<std::int64_t> count = groups();
  if (!count) return unexpected(count.error());
  if (*count * quantiles <= limits.digests) return Quantiles::digest;
  return unexpected(Failure{{ErrorKind::invalid_argument, "bad_event_table",
                             "quantiles of too many events in too many groups"},
                            false});
}

/// " ORDER BY ...": first as the query says, then `ties`.
std::string order_by(const ports::TableQuery& query, const std::vector<std::string>& ties) {
  std::vector<std::string> terms;
  for (const auto& [column, descending] : query.order) {
    const std::size_t values = query.values.size();
    const std::string of = column < values ? name("k", column) : name("a", column - values);
    terms.push_back(of + (descending ? " DESC NULLS LAST" : " ASC NULLS LAST"));
  }
  terms.insert(terms.end(), ties.begin(), ties.end());
  return terms.empty() ? "" : " ORDER BY " + listed(terms);
}

std::string page(Selection& selection, const ports::TableQuery& query) {
  return " LIMIT " + selection.bind(static_cast<std::int64_t>(query.limit)) + " OFFSET " +
         selection.bind(static_cast<std::int64_t>(query.offset));
}

std::vector<Cell> cells_of(const ports::TableQuery& query) {
  std::vector<Cell> cells;
  for (const EventValue& value : query.values) cells.push_back(cell_of(value));
  for (const EventAggregate& aggregate : query.aggregates) cells.push_back(cell_of(aggregate));
  return cells;
}

Outcome<std::vector<TableRow>> read_table(const Connection& on, const std::string& sql,
                                          const Selection& selection,
                                          const std::vector<Cell>& cells) {
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<TableRow> rows;
  for_each_row(*result, [&](auto column, idx_t at) {
    TableRow row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      row.push_back(read_cell(column(i), at, cells[i]));
    }
    rows.push_back(std::move(row));
  });
  return rows;
}

Outcome<std::vector<TableRow>> event_rows(const Connection& on, const TableFacts& facts,
                                          const ports::TableQuery& query) {
  Selection selection(facts, query.filter);
  TableColumns columns(selection, Quantiles::exact);
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < query.values.size(); ++i) {
    shown.push_back(columns.value(query.values[i]) + " AS " + name("k", i));
  }
  const std::vector<std::string> newest_first = {"ts DESC", columns.add("e.event_high") + " DESC",
                                                 columns.add("e.event_low") + " DESC",
                                                 columns.add("e.project") + " DESC"};
  const std::string sql = "SELECT " + listed(shown) + " FROM " + columns.subquery() +
                          order_by(query, newest_first) + page(selection, query);
  return read_table(on, sql, selection, cells_of(query));
}

Outcome<std::int64_t> groups_of(const Connection& on, const TableFacts& facts,
                                const ports::TableQuery& query) {
  if (query.values.empty()) return 1;
  Selection selection(facts, query.filter);
  TableColumns columns(selection, Quantiles::exact);
  std::vector<std::string> keys;
  for (const EventValue& value : query.values) keys.push_back(columns.value(value));
  return count_groups(on, selection, columns.subquery(), listed(keys));
}

Outcome<std::vector<TableRow>> group_rows(const Connection& on, const TableFacts& facts,
                                          const ports::TableQuery& query,
                                          const QuantileLimits& limits) {
  const std::vector<EventAggregate> aggregates = ports::all_aggregates(query);
  const auto quantiles = quantiles_for(on, facts, query.filter, aggregates, limits,
                                       [&] { return groups_of(on, facts, query); });
  if (!quantiles) return unexpected(quantiles.error());
  Selection selection(facts, query.filter);
  TableColumns columns(selection, *quantiles);
  std::vector<std::string> keys;
  std::vector<std::string> computed;
  std::vector<std::string> shown;
  std::vector<std::string> by_values;
  for (std::size_t i = 0; i < query.values.size(); ++i) {
    keys.push_back(columns.value(query.values[i]));
    computed.push_back(keys.back() + " AS " + name("k", i));
    shown.push_back(name("k", i));
    by_values.push_back(name("k", i) + " ASC NULLS LAST");
  }
  for (std::size_t i = 0; i < aggregates.size(); ++i) {
    computed.push_back(columns.aggregate(aggregates[i]) + " AS " + name("a", i));
    if (i < query.aggregates.size()) shown.push_back(name("a", i));
  }
  const std::string having = group_conditions(selection, query.having, aggregates);
  const std::string sql = "SELECT " + listed(shown) + " FROM (SELECT " + listed(computed) +
                          " FROM " + columns.subquery() +
                          (keys.empty() ? "" : " GROUP BY " + listed(keys)) + ") WHERE " + having +
                          order_by(query, by_values) + page(selection, query);
  return read_table(on, sql, selection, cells_of(query));
}

/// SQL that is true where the columns have the values.
std::string has_values(Selection& selection, TableColumns& columns, const ports::SeriesQuery& query,
                       const TableRow& row) {
  std::string all = "(";
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string column =
        text_of_cell(columns.value(query.values[i]), cell_of(query.values[i]));
    all += i == 0 ? "" : " AND ";
    if (std::holds_alternative<std::monostate>(row[i])) {
      all += column + " IS NULL";
    } else if (const auto* const truth = std::get_if<bool>(&row[i])) {
      all += (*truth ? "" : "NOT ") + column;
    } else if (const auto* const integer = std::get_if<std::int64_t>(&row[i])) {
      all += column + " = " + selection.bind(*integer);
    } else if (const auto* const time = std::get_if<Timestamp>(&row[i])) {
      all += column + " = " + selection.bind(*time);
    } else {
      all += column + " = " + selection.bind(std::get<std::string>(row[i]));
    }
  }
  return all + ")";
}

/// SQL for the number of a row's series; NULL when it is in none.
std::string series_number(Selection& selection, TableColumns& columns,
                          const ports::SeriesQuery& query) {
  if (query.chosen.empty()) return query.values.empty() || query.others ? "0" : "NULL::INTEGER";
  std::string number = "CASE";
  for (std::size_t i = 0; i < query.chosen.size(); ++i) {
    number += " WHEN " + has_values(selection, columns, query, query.chosen[i]) + " THEN " +
              std::to_string(i);
  }
  if (query.others) number += " ELSE " + std::to_string(query.chosen.size());
  return number + " END";
}

}  // namespace

Outcome<std::vector<TableRow>> table(const Connection& on, const TableFacts& facts,
                                     const ports::TableQuery& query, const QuantileLimits& limits) {
  return in_snapshot(on, [&] {
    return query.aggregates.empty() ? event_rows(on, facts, query)
                                    : group_rows(on, facts, query, limits);
  });
}

Outcome<std::vector<ports::EventSeries>> series(const Connection& on, const TableFacts& facts,
                                                const ports::SeriesQuery& query,
                                                std::int64_t buckets,
                                                const QuantileLimits& limits) {
  const auto points = static_cast<std::int64_t>(ports::series_count(query)) * buckets;
  return in_snapshot(on, [&]() -> Outcome<std::vector<ports::EventSeries>> {
    const auto quantiles = quantiles_for(on, facts, query.filter, query.aggregates, limits,
                                         [&]() -> Outcome<std::int64_t> { return points; });
    if (!quantiles) return unexpected(quantiles.error());
    Selection selection(facts, query.filter);
    TableColumns columns(selection, *quantiles);
    const std::string number = series_number(selection, columns, query);
    const std::string bucket = columns.add(bucket_of(selection, *query.filter.start, query.width));
    std::vector<std::string> computed = {"s", bucket + " AS b"};
    for (const EventAggregate& aggregate : query.aggregates) {
      computed.push_back(columns.aggregate(aggregate));
    }
    auto result =
        run(on,
            "SELECT " + listed(computed) + " FROM (SELECT *, " + number + "::BIGINT AS s FROM " +
                columns.subquery() + ") WHERE s IS NOT NULL GROUP BY s, b",
            selection.parameters());
    if (!result) return unexpected(result.error());
    std::vector<ports::EventSeries> answer(
        ports::series_count(query),
        ports::EventSeries(static_cast<std::size_t>(buckets), ports::empty_bucket(query)));
    for_each_row(*result, [&](auto column, idx_t at) {
      TableRow& row =
          answer[value_at<std::uint64_t>(column(0), at)][value_at<std::uint64_t>(column(1), at)];
      for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = read_cell(column(i + 2), at, cell_of(query.aggregates[i]));
      }
    });
    return answer;
  });
}

}  // namespace picket::adapters::duck
