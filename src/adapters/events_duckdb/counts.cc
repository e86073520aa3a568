#include "adapters/events_duckdb/counts.h"

#include <string>

namespace picket::adapters::duck {
namespace {

Outcome<std::vector<TimeCount>> by_time(const Connection& on, Selection& selection,
                                        const std::string& id, Timestamp start, Duration width) {
  const std::string sql = "SELECT " + id + " AS counted, " + bucket_of(selection, start, width) +
                          " AS bucket, count(*)" + selection.from_where() +
                          " GROUP BY counted, bucket ORDER BY counted, bucket";
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<TimeCount> counts;
  for_each_row(*result, [&counts](auto column, idx_t row) {
    counts.push_back({value_at<std::int64_t>(column(0), row),
                      value_at<std::int64_t>(column(1), row),
                      value_at<std::int64_t>(column(2), row)});
  });
  return counts;
}

}  // namespace

std::string bucket_of(Selection& selection, Timestamp start, Duration width) {
  const std::string from = selection.bind(to_unix_us(start));
  return "((epoch_us(e.ts) - " + from + ") // " +
         selection.bind(static_cast<std::int64_t>(width.count())) + ")::BIGINT";
}

Outcome<std::int64_t> count_events(const Connection& on, const TableFacts& facts,
                                   const ports::EventFilter& filter) {
  const Selection selection(facts, filter);
  auto result = run(on, "SELECT count(*)" + selection.from_where(), selection.parameters());
  if (!result) return unexpected(result.error());
  return result->single_int64();
}

Outcome<ports::EventCount> count(const Connection& on, const TableFacts& facts,
                                 const ports::EventFilter& filter) {
  const Selection selection(facts, filter);
  auto result = run(on, std::string("SELECT count(*), ") + kUsers + selection.from_where(),
                    selection.parameters());
  if (!result) return unexpected(result.error());
  ports::EventCount count;
  for_each_row(*result, [&count](auto column, idx_t row) {
    count.events = value_at<std::int64_t>(column(0), row);
    count.users = value_at<std::int64_t>(column(1), row);
  });
  return count;
}

Outcome<std::vector<ports::IssueCount>> count_by_issue(const Connection& on,
                                                       const TableFacts& facts,
                                                       const ports::EventFilter& filter,
                                                       std::span<const IssueId> issues) {
  Selection selection(facts, filter);
  selection.where_issue_in(issues);
  const std::string sql =
      "SELECT " + selection.issue() + " AS counted, count(*), " + kUsers +
      ", arg_max(e.handled, (e.ts, e.event_high, e.event_low, e.project)), min(e.ts), max(e.ts)" +
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

Outcome<std::vector<TimeCount>> count_by_time(const Connection& on, const TableFacts& facts,
                                              const ports::EventFilter& filter, Duration width) {
  Selection selection(facts, filter);
  return by_time(on, selection, "0::BIGINT", *filter.start, width);
}

Outcome<std::vector<TimeCount>> count_by_issue_and_time(const Connection& on,
                                                        const TableFacts& facts,
                                                        const ports::EventFilter& filter,
                                                        std::span<const IssueId> issues,
                                                        Duration width) {
  Selection selection(facts, filter);
  selection.where_issue_in(issues);
  return by_time(on, selection, selection.issue(), *filter.start, width);
}

Outcome<std::vector<TimeCount>> count_by_project_and_time(const Connection& on,
                                                          const TableFacts& facts,
                                                          const ports::EventFilter& filter,
                                                          std::span<const ProjectId> projects,
                                                          Duration width) {
  Selection selection(facts, filter);
  selection.where_project_in(projects);
  return by_time(on, selection, "e.project", *filter.start, width);
}

Outcome<std::vector<ports::SeenEnvironment>> environments(const Connection& on,
                                                          const TableFacts& facts,
                                                          const ports::EventFilter& filter) {
  Selection selection(facts, filter);
  const std::string limit =
      selection.bind(static_cast<std::int64_t>(ports::EventCounts::kMaxEnvironments));
  auto result = run(on,
                    "SELECT e.environment AS name, max(e.ts) AS newest" + selection.from_where() +
                        " GROUP BY name ORDER BY newest DESC, name LIMIT " + limit,
                    selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<ports::SeenEnvironment> seen;
  for_each_row(*result, [&seen](auto column, idx_t row) {
    seen.push_back({std::string(text_at(column(0), row)),
                    from_unix_us(value_at<std::int64_t>(column(1), row))});
  });
  return seen;
}

}  // namespace picket::adapters::duck
