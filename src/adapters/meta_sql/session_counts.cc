#include "ports/session_counts.h"

#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/items.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "base/assert.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int, Int, Int, Int, Int, Int, Text, Text>> kGrow{
    "UPDATE session_counts SET started = started + :started, errored = errored + :errored, "
    "crashed = crashed + :crashed, abnormal = abnormal + :abnormal, "
    "unhandled = unhandled + :unhandled WHERE project_id = :project AND hour = :hour AND "
    "release = :release AND environment = :environment"};
constexpr Sql<List<Int, Int, Text, Text, Int, Int, Int, Int, Int>> kAdd{
    "INSERT INTO session_counts (project_id, hour, release, environment, started, errored, "
    "crashed, abnormal, unhandled) VALUES (:project, :hour, :release, :environment, :started, "
    ":errored, :crashed, :abnormal, :unhandled)"};
constexpr Sql<List<Int, Int>, List<Int>> kRows{
    "SELECT COUNT(*) FROM session_counts WHERE project_id = :project AND hour = :hour"};

constexpr Sql<List<Int, Text>, List<Int>> kMarked{
    "SELECT problems FROM session_marks WHERE project_id = :project AND session_id = :session"};
constexpr Sql<List<Int, Text, Int, Int>> kMark{
    "INSERT INTO session_marks (project_id, session_id, hour, problems) VALUES (:project, "
    ":session, :hour, :problems) ON CONFLICT (project_id, session_id) "
    "DO UPDATE SET problems = excluded.problems"};

std::string series_text(const ports::SessionQuery& query) {
  std::string groups = "bucket";
  const auto column = [&](bool split, std::string_view name, std::string_view otherwise) {
    if (split) groups += fmt::format(", {}", name);
    return split ? name : otherwise;
  };
  const std::string_view project = column(query.by_project, "project_id", "0");
  const std::string_view release = column(query.by_release, "release", "''");
  const std::string_view environment = column(query.by_environment, "environment", "''");
  return fmt::format(
      "SELECT (hour - {0}) / {1} AS bucket, {2}, {3}, {4}, CAST(SUM(started) AS BIGINT), "
      "CAST(SUM(errored) AS BIGINT), CAST(SUM(crashed) AS BIGINT), CAST(SUM(abnormal) AS BIGINT), "
      "CAST(SUM(unhandled) AS BIGINT) FROM session_counts WHERE hour >= {0} AND hour < {5} "
      "AND project_id IN ({6}) GROUP BY {7} ORDER BY {7} LIMIT {8}",
      to_unix_us(query.start), query.bucket.count(), project, release, environment,
      to_unix_us(query.end), number_list(query.projects), groups,
      ports::SessionQuery::kMaxRows + 1);
}

}  // namespace

Result<void> SessionCounts::add(std::span<const ports::SessionCount> counts) {
  for (const ports::SessionCount& count : counts) {
    const Int project = count.project.value;
    const Int hour = to_unix_us(std::chrono::floor<std::chrono::hours>(count.hour));
    const auto grow = [&](std::string_view release, std::string_view environment) {
      return held(work_.change(kGrow, count.started, count.errored, count.crashed, count.abnormal,
                               count.unhandled, project, hour, release, environment));
    };
    const auto grown = grow(count.release, count.environment);
    if (!grown) return unexpected(grown.error());
    if (*grown) continue;
    Int rows = 0;
    if (auto read = work_.read(kRows, project, hour, [&](Int n) { rows = n; }); !read) return read;
    const bool full = rows >= kMaxRowsPerHour;
    if (full) {
      const auto rest = grow("", "");
      if (!rest) return unexpected(rest.error());
      if (*rest) continue;
    }
    const auto added =
        work_.change(kAdd, project, hour, full ? "" : count.release, full ? "" : count.environment,
                     count.started, count.errored, count.crashed, count.abnormal, count.unhandled);
    if (!added) return unexpected(added.error());
  }
  return {};
}

Result<std::uint8_t> SessionCounts::mark(ProjectId project, std::string_view session,
                                         Timestamp hour, std::uint8_t problems) {
  Int known = 0;
  if (auto read = work_.read(kMarked, project.value, session, [&](Int n) { known = n; }); !read)
    return unexpected(read.error());
  const Int fresh = Int{problems} & ~known;
  if (fresh == 0) return std::uint8_t{0};
  const auto marked =
      work_.change(kMark, project.value, session,
                   to_unix_us(std::chrono::floor<std::chrono::hours>(hour)), known | fresh);
  if (!marked) return unexpected(marked.error());
  return static_cast<std::uint8_t>(fresh);
}

Result<std::vector<ports::SessionCount>> SessionCounts::series(const ports::SessionQuery& query) {
  PICKET_ASSERT(query.bucket >= std::chrono::hours(1));
  std::vector<ports::SessionCount> sums;
  if (query.projects.empty()) return sums;
  if (query.projects.size() > kMaxQueriedProjects) {
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  }
  const auto done = work_.read_once<List<>, List<Int, Int, Text, Text, Int, Int, Int, Int, Int>>(
      series_text(query), [&](Int nth, Int project, std::string& release, std::string& environment,
                              Int started, Int errored, Int crashed, Int abnormal, Int unhandled) {
        sums.push_back({ProjectId{project}, query.start + nth * query.bucket, std::move(release),
                        std::move(environment), started, errored, crashed, abnormal, unhandled});
      });
  if (!done) return unexpected(done.error());
  if (static_cast<std::int64_t>(sums.size()) > ports::SessionQuery::kMaxRows) {
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_rows", {}});
  }
  return sums;
}

}  // namespace picket::adapters::meta
