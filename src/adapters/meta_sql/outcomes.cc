#include "adapters/meta_sql/outcomes.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
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
