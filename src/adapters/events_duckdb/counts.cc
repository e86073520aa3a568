#include "adapters/events_duckdb/counts.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "adapters/events_duckdb/counted.h"

namespace picket::adapters::duck {
namespace {

using ports::EventFilter;
using ports::IssueCount;

/// The newest of equal times is that with the largest id.
constexpr const char* kNewestHandled =
    "arg_max(newest_handled, (newest, newest_high, newest_low, project))";

Outcome<std::vector<TimeCount>> by_time(const Connection& on, const EventFilter& filter,
                                        Selection selection, const std::string& id,
                                        Duration width) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<TimeCount>> {
    const auto coverage = coverage_of(on, filter, coarsest_of(*filter.start, width));
    if (!coverage) return unexpected(coverage.error());
    const std::string sql =
        "SELECT " + id + " AS counted, " + bucket_of(selection, *filter.start, width, "\"time\"") +
        " AS bucket, sum(events)::BIGINT FROM " + counted_events(selection, *coverage) +
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
  });
}

/// Of events: DuckDB groups them faster than they could be read.
Outcome<ports::EventCount> count_of_events(const Connection& on, const Selection& selection,
                                           const std::string& counted) {
  auto result = run(on, std::string("SELECT count(*), ") + kUsers + " FROM " + counted,
                    selection.parameters());
  if (!result) return unexpected(result.error());
  ports::EventCount count;
  for_each_row(*result, [&count](auto column, idx_t row) {
    count.events = value_at<std::int64_t>(column(0), row);
    count.users = value_at<std::int64_t>(column(1), row);
  });
  return count;
}

Outcome<ports::EventCount> count_of_sums(const Connection& on, const Selection& selection,
                                         const std::string& counted) {
  auto result = run(on, "SELECT events, users, \"user\" FROM " + counted, selection.parameters());
  if (!result) return unexpected(result.error());
  ports::EventCount count;
  UserSketch users = UserSketch::for_counting();
  Outcome<void> added;
  for_each_row(*result, [&](auto column, idx_t row) {
    count.events += value_at<std::int64_t>(column(0), row);
    if (added) added = add_users(users, column(1), column(2), row);
  });
  if (!added) return unexpected(added.error());
  count.users = users.count();
  return count;
}

Outcome<std::vector<IssueCount>> issues_of_events(const Connection& on, const Selection& selection,
                                                  const std::string& counted) {
  const std::string sql = std::string("SELECT issue, count(*), ") + kUsers + ", " + kNewestHandled +
                          ", min(oldest), max(newest) FROM " + counted +
                          " GROUP BY issue ORDER BY issue";
  auto result = run(on, sql, selection.parameters());
  if (!result) return unexpected(result.error());
  std::vector<IssueCount> counts;
  for_each_row(*result, [&counts](auto column, idx_t row) {
    IssueCount count;
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

/// An issue while its rows come in.
struct Counted {
  IssueCount count;
  EventId newest;
  ProjectId newest_project;
  UserSketch users = UserSketch::for_counting();
};

Outcome<std::vector<IssueCount>> issues_of_sums(const Connection& on, const Selection& selection,
                                                const std::string& counted) {
  auto result = run(on,
                    "SELECT issue, events, users, \"user\", oldest, newest, newest_high, "
                    "newest_low, project, newest_handled FROM " +
                        counted,
                    selection.parameters());
  if (!result) return unexpected(result.error());
  std::unordered_map<IssueId, Counted> by_issue;
  Outcome<void> added;
  for_each_row(*result, [&](auto column, idx_t row) {
    const auto number = [&](idx_t of) { return value_at<std::int64_t>(column(of), row); };
    const auto [found, is_new] = by_issue.try_emplace(IssueId{number(0)});
    auto& [count, newest, project, users] = found->second;
    count.events += number(1);
    if (added) added = add_users(users, column(2), column(3), row);
    const Timestamp first = from_unix_us(number(4));
    const Timestamp last = from_unix_us(number(5));
    const EventId event{value_at<std::uint64_t>(column(6), row),
                        value_at<std::uint64_t>(column(7), row)};
    const ProjectId in{number(8)};
    if (is_new || first < count.first_seen) count.first_seen = first;
    if (is_new || std::tie(last, event, in) > std::tie(count.last_seen, newest, project)) {
      count.last_seen = last;
      newest = event;
      project = in;
      count.unhandled = !value_at<bool>(column(9), row);
    }
  });
  if (!added) return unexpected(added.error());
  std::vector<IssueCount> counts;
  for (auto& [issue, found] : by_issue) {
    found.count.issue = issue;
    found.count.users = found.users.count();
    counts.push_back(found.count);
  }
  std::sort(counts.begin(), counts.end(),
            [](const IssueCount& a, const IssueCount& b) { return a.issue < b.issue; });
  return counts;
}

}  // namespace

std::string bucket_of(Selection& selection, Timestamp start, Duration width,
                      const std::string& time) {
  const std::string from = selection.bind(to_unix_us(start));
  return "((epoch_us(" + time + ") - " + from + ") // " +
         selection.bind(static_cast<std::int64_t>(width.count())) + ")::BIGINT";
}

Outcome<std::int64_t> count_events(const Connection& on, const TableFacts& facts,
                                   const EventFilter& filter) {
  const auto coverage = coverage_of(on, filter, Coarsest::day);
  if (!coverage) return unexpected(coverage.error());
  Selection selection = selection_without_range(facts, filter);
  const std::string counted = counted_events(selection, *coverage);
  auto result = run(on, "SELECT sum(events)::BIGINT FROM " + counted, selection.parameters());
  if (!result) return unexpected(result.error());
  return result->single_int64();
}

Outcome<ports::EventCount> count(const Connection& on, const TableFacts& facts,
                                 const EventFilter& filter) {
  return in_snapshot(on, [&]() -> Outcome<ports::EventCount> {
    const auto coverage = coverage_of(on, filter, Coarsest::day);
    if (!coverage) return unexpected(coverage.error());
    Selection selection = selection_without_range(facts, filter);
    const std::string counted = counted_events(selection, *coverage);
    return coverage->has_sums() ? count_of_sums(on, selection, counted)
                                : count_of_events(on, selection, counted);
  });
}

Outcome<std::vector<IssueCount>> count_by_issue(const Connection& on, const TableFacts& facts,
                                                const EventFilter& filter,
                                                std::span<const IssueId> issues) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<IssueCount>> {
    const auto coverage = coverage_of(on, filter, Coarsest::day);
    if (!coverage) return unexpected(coverage.error());
    Selection selection = selection_without_range(facts, filter);
    selection.where_issue_in(issues);
    const std::string counted = counted_events(selection, *coverage);
    return coverage->has_sums() ? issues_of_sums(on, selection, counted)
                                : issues_of_events(on, selection, counted);
  });
}

Outcome<std::vector<TimeCount>> count_by_time(const Connection& on, const TableFacts& facts,
                                              const EventFilter& filter, Duration width) {
  return by_time(on, filter, selection_without_range(facts, filter), "0::BIGINT", width);
}

Outcome<std::vector<TimeCount>> count_by_issue_and_time(const Connection& on,
                                                        const TableFacts& facts,
                                                        const EventFilter& filter,
                                                        std::span<const IssueId> issues,
                                                        Duration width) {
  Selection selection = selection_without_range(facts, filter);
  selection.where_issue_in(issues);
  return by_time(on, filter, std::move(selection), "issue", width);
}

Outcome<std::vector<TimeCount>> count_by_project_and_time(const Connection& on,
                                                          const TableFacts& facts,
                                                          const EventFilter& filter,
                                                          std::span<const ProjectId> projects,
                                                          Duration width) {
  Selection selection = selection_without_range(facts, filter);
  selection.where_project_in(projects);
  return by_time(on, filter, std::move(selection), "project", width);
}

Outcome<std::vector<ports::SeenEnvironment>> environments(const Connection& on,
                                                          const TableFacts& facts,
                                                          const EventFilter& filter) {
  return in_snapshot(on, [&]() -> Outcome<std::vector<ports::SeenEnvironment>> {
    const auto coverage = coverage_of(on, filter, Coarsest::day);
    if (!coverage) return unexpected(coverage.error());
    Selection selection = selection_without_range(facts, filter);
    const std::string limit =
        selection.bind(static_cast<std::int64_t>(ports::EventCounts::kMaxEnvironments));
    auto result =
        run(on,
            "SELECT environment, max(newest) AS last_seen FROM " +
                counted_events(selection, *coverage) +
                " GROUP BY environment ORDER BY last_seen DESC, environment LIMIT " + limit,
            selection.parameters());
    if (!result) return unexpected(result.error());
    std::vector<ports::SeenEnvironment> seen;
    for_each_row(*result, [&seen](auto column, idx_t row) {
      seen.push_back({std::string(text_at(column(0), row)),
                      from_unix_us(value_at<std::int64_t>(column(1), row))});
    });
    return seen;
  });
}

}  // namespace picket::adapters::duck
