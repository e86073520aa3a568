#include "adapters/events_duckdb/queries.h"

#include "adapters/events_duckdb/columns.h"
#include "adapters/events_duckdb/row_reader.h"

namespace picket::adapters::duck {
namespace {

/// FROM and WHERE of one question, with its parameters.
class Selection {
 public:
  Selection(Overrides overrides, const ports::EventFilter& filter)
      : from_(" FROM store.events e"), issue_("e.issue") {
    if (overrides == Overrides::apply) {
      from_ += " LEFT JOIN store.overrides o ON o.hash_id = e.hash_id";
      issue_ = "coalesce(o.issue, e.issue)";
    }
    std::vector<std::int64_t> projects;
    for (const ProjectId project : filter.projects) projects.push_back(project.value);
    where_in("e.project", projects);
    if (filter.issue) where(issue_, "=", filter.issue->value);
    if (filter.event) {
      where("e.event_high", "=", filter.event->high);
      where("e.event_low", "=", filter.event->low);
    }
    if (!filter.environments.empty()) where_in("e.environment", filter.environments);
    if (filter.start) where("e.ts", ">=", *filter.start);
    if (filter.end) where("e.ts", "<", *filter.end);
  }

  template <class T>
  void where(const std::string& left, const char* comparison, const T& value) {
    parameters_.add(value);
    condition(left + " " + comparison + " " + parameters_.last());
  }

  template <class T>
  void where_in(const std::string& left, const std::vector<T>& values) {
    parameters_.add_list(values);
    condition(left + " IN (SELECT unnest(" + parameters_.last() + "))");
  }

  void where_issue_in(std::span<const IssueId> issues) {
    std::vector<std::int64_t> ids;
    for (const IssueId issue : issues) ids.push_back(issue.value);
    where_in(issue_, ids);
  }

  void after(const ports::EventCursor& cursor, ports::EventOrder order) {
    const char* comparison = order == ports::EventOrder::oldest_first ? " > " : " < ";
    // The first condition repeats the row comparison's first column: only it prunes row groups.
    where("e.ts", order == ports::EventOrder::oldest_first ? ">=" : "<=", cursor.timestamp);
    std::string position = parameters_.last();
    parameters_.add(cursor.event.high);
    position += ", " + parameters_.last();
    parameters_.add(cursor.event.low);
    position += ", " + parameters_.last();
    parameters_.add(cursor.project.value);
    position += ", " + parameters_.last();
    condition("(e.ts, e.event_high, e.event_low, e.project)" + std::string(comparison) + "(" +
              position + ")");
  }

  Parameters& parameters() { return parameters_; }
  const std::string& issue() const { return issue_; }
  std::string from_where() const { return from_ + where_; }

 private:
  void condition(const std::string& text) {
    where_ += (where_.empty() ? " WHERE " : " AND ") + text;
  }

  Parameters parameters_;
  std::string from_;
  std::string where_;
  std::string issue_;
};

/// Calls `read(chunk, row)` for every row of an answer.
template <class Read>
void for_each_row(QueryResult& result, Read read) {
  while (const DataChunk chunk = result.next_chunk()) {
    const idx_t size = duckdb_data_chunk_get_size(chunk.get());
    for (idx_t row = 0; row < size; ++row) {
      read([&chunk](idx_t column) { return duckdb_data_chunk_get_vector(chunk.get(), column); },
           row);
    }
  }
}

/// Whether some row has this id. Reads two columns, where `find` plans for all of them: clients ask
/// for an event until it is there.
Outcome<bool> exists(const Connection& on, const EventId& event) {
  Parameters parameters;
  parameters.add(event.high);
  parameters.add(event.low);
  auto result = run(on,
                    "SELECT count(*) FROM (SELECT 1 FROM store.events"
                    " WHERE event_high = $1 AND event_low = $2 LIMIT 1)",
                    parameters);
  if (!result) return unexpected(result.error());
  return result->single_int64() != 0;
}

}  // namespace

Outcome<std::vector<domain::EventRow>> find(const Connection& on, Overrides overrides,
                                            const ports::EventFilter& filter,
                                            ports::EventOrder order,
                                            const std::optional<ports::EventCursor>& cursor,
                                            std::size_t limit) {
  if (filter.event) {
    const auto known = exists(on, *filter.event);
    if (!known) return unexpected(known.error());
    if (!*known) return std::vector<domain::EventRow>();
  }
  Selection selection(overrides, filter);
  if (cursor) selection.after(*cursor, order);
  const std::string direction = order == ports::EventOrder::oldest_first ? " ASC" : " DESC";
  const std::string columns =
      overrides == Overrides::apply ? "e.* REPLACE (" + selection.issue() + " AS issue)" : "e.*";
  selection.parameters().add(static_cast<std::int64_t>(limit));
  const std::string sql = "SELECT " + all_columns() + " FROM (SELECT " + columns +
                          selection.from_where() + ") e ORDER BY ts" + direction + ", event_high" +
                          direction + ", event_low" + direction + ", project" + direction +
                          " LIMIT " + selection.parameters().last();
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  return read_rows(*result);
}

Outcome<std::vector<ports::IssueCount>> count_by_issue(const Connection& on, Overrides overrides,
                                                       const ports::EventFilter& filter,
                                                       std::span<const IssueId> issues) {
  Selection selection(overrides, filter);
  selection.where_issue_in(issues);
  const std::string sql =
      "SELECT " + selection.issue() +
      " AS counted, count(*), count(DISTINCT nullif(e.\"user\", '')),"
      " arg_max(e.handled, (e.ts, e.event_high, e.event_low, e.project)), min(e.ts), max(e.ts)" +
      selection.from_where() + " GROUP BY counted ORDER BY counted";
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<ports::IssueCount> counts;
  for_each_row(*result, [&counts](auto column, idx_t row) {
    ports::IssueCount count;
    count.issue.value = value_at<std::int64_t>(column(0), row);
    count.events = value_at<std::int64_t>(column(1), row);
    count.users = value_at<std::int64_t>(column(2), row);
    count.unhandled = !value_at<bool>(column(3), row);
    count.first_seen = from_unix_us(value_at<std::int64_t>(column(4), row));
    count.last_seen = from_unix_us(value_at<std::int64_t>(column(5), row));
    counts.push_back(count);
  });
  return counts;
}

Outcome<std::vector<TimeCount>> count_by_time(const Connection& on, Overrides overrides,
                                              const ports::EventFilter& filter, Duration width,
                                              std::optional<std::span<const IssueId>> issues) {
  Selection selection(overrides, filter);
  if (issues) selection.where_issue_in(*issues);
  const std::string counted = issues ? selection.issue() : "0::BIGINT";
  selection.parameters().add(to_unix_us(*filter.start));
  std::string bucket = "(epoch_us(e.ts) - " + selection.parameters().last() + ")";
  selection.parameters().add(static_cast<std::int64_t>(width.count()));
  bucket += " // " + selection.parameters().last();
  const std::string sql = "SELECT " + counted + " AS counted, (" + bucket +
                          ")::BIGINT AS bucket, count(*)" + selection.from_where() +
                          " GROUP BY counted, bucket ORDER BY counted, bucket";
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<TimeCount> counts;
  for_each_row(*result, [&counts](auto column, idx_t row) {
    counts.push_back({IssueId{value_at<std::int64_t>(column(0), row)},
                      value_at<std::int64_t>(column(1), row),
                      value_at<std::int64_t>(column(2), row)});
  });
  return counts;
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
