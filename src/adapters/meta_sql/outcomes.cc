#include "adapters/meta_sql/outcomes.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "base/assert.h"
#include "ports/outcomes.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int, Int, Int, Int, Int, Text, Int>> kAdd{
    "INSERT INTO outcomes (minute, org_id, project_id, key_id, category, outcome, reason, "
    "quantity) VALUES (:minute, :org, :project, :key, :category, :outcome, :reason, :quantity) "
    "ON CONFLICT (minute, org_id, project_id, key_id, category, outcome, reason) "
    "DO UPDATE SET quantity = outcomes.quantity + excluded.quantity"};
constexpr Sql<List<Int, Int, Int, Int>, List<Int>> kAccepted{
    "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM outcomes "
    "WHERE outcome = :accepted AND category IN (:default, :error, :security)"};
constexpr Sql<List<>, List<Int>> kIssueEvents{
    "SELECT CAST(COALESCE(SUM(issue_events), 0) AS BIGINT) FROM project_counters"};

// Minute zero holds what was folded.
constexpr Sql<List<>, List<Int>> kOldest{
    "SELECT COALESCE(MIN(minute), 0) FROM outcomes WHERE minute > 0"};
constexpr Sql<List<Int>> kFold{
    "INSERT INTO outcomes (minute, org_id, project_id, key_id, category, outcome, reason, "
    "quantity) SELECT 0, org_id, project_id, 0, category, outcome, reason, "
    "CAST(SUM(quantity) AS BIGINT) FROM outcomes WHERE minute > 0 AND minute < :before "
    "GROUP BY org_id, project_id, category, outcome, reason "
    "ON CONFLICT (minute, org_id, project_id, key_id, category, outcome, reason) "
    "DO UPDATE SET quantity = outcomes.quantity + excluded.quantity"};
constexpr Sql<List<Int>> kForget{"DELETE FROM outcomes WHERE minute > 0 AND minute < :before"};

Int number(protocol::Category category) {
  return static_cast<Int>(category);
}

/// Columns that the split leaves out are constants, so that every answer has the same shape.
std::string series_text(const ports::OutcomeSeriesQuery& query) {
  static_assert(std::is_same_v<Duration, std::chrono::microseconds>);
  std::string columns =
      fmt::format("(minute - {}) / {} AS bucket", to_unix_us(query.start), query.bucket.count());
  std::string groups = "bucket";
  const auto add = [&](bool split, std::string_view name, std::string_view otherwise) {
    columns += fmt::format(", {}", split ? name : otherwise);
    if (split) groups += fmt::format(", {}", name);
  };
  add(query.split.project, "project_id", "0");
  add(query.split.key, "key_id", "0");
  add(query.split.category, "category", "0");
  add(query.split.outcome, "outcome", "0");
  add(query.split.reason, "reason", "''");
  std::string text = fmt::format(
      "SELECT {}, CAST(SUM(quantity) AS BIGINT) FROM outcomes "
      "WHERE minute >= {} AND minute < {} AND project_id IN ({})",
      columns, to_unix_us(query.start), to_unix_us(query.end), number_list(query.projects));
  if (query.key) text += fmt::format(" AND key_id = {}", query.key->value);
  if (!query.categories.empty())
    text += fmt::format(" AND category IN ({})", number_list(query.categories));
  if (!query.outcomes.empty())
    text += fmt::format(" AND outcome IN ({})", number_list(query.outcomes));
  text += fmt::format(" GROUP BY {0} ORDER BY {0} LIMIT {1}", groups,
                      ports::OutcomeSeriesQuery::kMaxRows + 1);
  return text;
}

}  // namespace

Result<void> Outcomes::add(std::span<const protocol::OutcomeCount> counts) {
  for (const protocol::OutcomeCount& count : counts) {
    const auto done =
        work_.change(kAdd, to_unix_us(protocol::minute_of(count.minute)), count.org.value,
                     count.project.value, count.key.value, number(count.category),
                     static_cast<Int>(count.outcome), count.reason, count.quantity);
    if (!done) return unexpected(done.error());
  }
  return {};
}

Result<std::vector<protocol::OutcomeCount>> Outcomes::sum(const ports::OutcomeQuery& query) {
  std::vector<protocol::OutcomeCount> sums;
  if (query.projects.empty()) return sums;
  if (query.projects.size() > kMaxQueriedProjects) {
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  }
  std::string text = fmt::format(
      "SELECT org_id, project_id, category, outcome, reason, CAST(SUM(quantity) AS BIGINT) "
      "FROM outcomes WHERE project_id IN ({})",
      number_list(query.projects));
  if (query.start) text += fmt::format(" AND minute >= {}", to_unix_us(*query.start));
  if (query.end) text += fmt::format(" AND minute < {}", to_unix_us(*query.end));
  text +=
      " GROUP BY org_id, project_id, category, outcome, reason"
      " ORDER BY org_id, project_id, category, outcome, reason";
  const auto done = work_.read_once<List<>, List<Int, Int, Int, Int, Text, Int>>(
      text, [&](Int org, Int project, Int category, Int outcome, std::string& reason, Int sum) {
        sums.push_back({OrgId{org}, ProjectId{project}, KeyId{}, Timestamp{},
                        static_cast<protocol::Category>(category),
                        static_cast<protocol::Outcome>(outcome), std::move(reason), sum});
      });
  if (!done) return unexpected(done.error());
  return sums;
}

Result<std::vector<protocol::OutcomeCount>> Outcomes::series(
    const ports::OutcomeSeriesQuery& query) {
  PICKET_ASSERT(query.bucket >= std::chrono::minutes(1));
  std::vector<protocol::OutcomeCount> sums;
  if (query.projects.empty()) return sums;
  if (query.projects.size() > kMaxQueriedProjects) {
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  }
  const Int start = to_unix_us(query.start);
  const Int bucket = query.bucket.count();
  const auto done = work_.read_once<List<>, List<Int, Int, Int, Int, Int, Text, Int>>(
      series_text(query),
      [&](Int nth, Int project, Int key, Int category, Int outcome, std::string& reason, Int sum) {
        sums.push_back({OrgId{}, ProjectId{project}, KeyId{key}, from_unix_us(start + nth * bucket),
                        static_cast<protocol::Category>(category),
                        static_cast<protocol::Outcome>(outcome), std::move(reason), sum});
      });
  if (!done) return unexpected(done.error());
  if (static_cast<std::int64_t>(sums.size()) > ports::OutcomeSeriesQuery::kMaxRows) {
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_rows", {}});
  }
  return sums;
}

Result<ports::LedgerTotals> Outcomes::totals() {
  using protocol::Category;
  ports::LedgerTotals totals;
  auto done = work_.read(kAccepted, static_cast<Int>(protocol::Outcome::accepted),
                         number(Category::default_), number(Category::error),
                         number(Category::security), [&](Int n) { totals.accepted_errors = n; });
  if (!done) return unexpected(done.error());
  done = work_.read(kIssueEvents, [&](Int n) { totals.issue_events = n; });
  if (!done) return unexpected(done.error());
  return totals;
}

Result<std::int64_t> Outcomes::fold_oldest_hour(Timestamp before) {
  using std::chrono::hours;
  Int oldest = 0;
  const auto read = work_.read(kOldest, [&](Int minute) { oldest = minute; });
  if (!read) return unexpected(read.error());
  if (oldest == 0 || from_unix_us(oldest) >= before) return 0;
  const Timestamp end = std::chrono::floor<hours>(from_unix_us(oldest)) + hours(1);
  const Int until = to_unix_us(std::min(end, protocol::minute_of(before)));
  if (until <= oldest) return 0;  // `before` is inside that minute.
  if (const auto done = work_.change(kFold, until); !done) return unexpected(done.error());
  return work_.change(kForget, until);
}

}  // namespace picket::adapters::meta
