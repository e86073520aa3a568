// Status of issues, and which of them are due for another.
#include <utility>

#include "adapters/meta_sql/issue_row.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"
#include "base/assert.h"

namespace picket::adapters::meta {
namespace {

using domain::IssueStatus;

constexpr Sql<List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>> kMove{
    "UPDATE issues SET status = :status, substatus = :substatus, "
    "since = CASE WHEN :is_new = 1 THEN first_seen ELSE :since END, "
    "resolved = CASE WHEN :resolves = 0 THEN 0 WHEN status = 1 THEN resolved ELSE :resolved END, "
    "active = CASE WHEN :opens = 1 AND status <> 0 THEN :active ELSE active END, "
    "priority = CASE WHEN :changes = 1 AND priority_locked = 0 THEN :priority ELSE priority END "
    "WHERE id = :issue"};
constexpr Sql<List<Int>, StateColumns> kState{"SELECT " PICKET_STATE_COLUMNS
                                              " FROM issues i WHERE i.id = :issue"};

using DueColumns = List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>;
#define PICKET_DUE_COLUMNS "SELECT i.id, i.project_id, " PICKET_STATE_COLUMNS

// Literals where a partial index stands, or it would not serve.
constexpr Sql<List<Int, Int>, DueColumns> kAgeing{
    PICKET_DUE_COLUMNS
    " FROM issues i WHERE i.status = 0 AND i.substatus IN (2, 6, 7) AND i.since <= :before "
    "ORDER BY i.since LIMIT :most"};
constexpr Sql<List<Int, Int>, DueColumns> kTimeOver{
    PICKET_DUE_COLUMNS
    " FROM issue_snoozes s JOIN issues i ON i.id = s.issue_id "
    "WHERE s.until > 0 AND s.until <= :before AND i.status = 2 ORDER BY s.until LIMIT :most"};
constexpr Sql<List<Int, Int, Int>, DueColumns> kSilence{
    PICKET_DUE_COLUMNS
    " FROM issues i WHERE i.project_id = :project AND i.status = 0 AND i.last_seen <= :before "
    "ORDER BY i.last_seen LIMIT :most"};
constexpr Sql<List<Int, Int>, DueColumns> kForecast{
    PICKET_DUE_COLUMNS
    " FROM issue_forecasts f JOIN issues i ON i.id = f.issue_id "
    "WHERE f.made <= :before AND i.status = 2 ORDER BY f.made LIMIT :most"};
constexpr Sql<List<Int, Int>, DueColumns> kCondition{
    PICKET_DUE_COLUMNS
    " FROM issue_snoozes s JOIN issues i ON i.id = s.issue_id "
    "WHERE s.ask_at > 0 AND s.ask_at <= i.times_seen AND s.issue_id > :after "
    "AND i.status = 2 "
    "ORDER BY s.issue_id LIMIT :most"};

Int flag(bool value) {
  return value ? 1 : 0;
}

}  // namespace

Result<void> Issues::move(IssueId issue, const domain::Transition& to) {
  const domain::StatusChange& change = to.change;
  const Int at = to_unix_us(change.at);
  auto moved = found(
      work_.change(kMove, static_cast<Int>(change.status), static_cast<Int>(change.substatus),
                   flag(change.substatus == domain::Substatus::new_), at,
                   flag(change.status == IssueStatus::resolved), at,
                   flag(change.status == IssueStatus::unresolved), at,
                   flag(change.priority.has_value()),
                   static_cast<Int>(change.priority.value_or(domain::Priority::low)), issue.value),
      "no_such_issue");
  if (!moved) return moved;
  if (auto waits = replace_waiting(issue, to); !waits) return waits;
  for (const domain::Told& told : to.story) {
    const auto id =
        add_activity({0, issue, std::string(told.type), to.actor, change.at, told.data_json});
    if (!id) return unexpected(id.error());
  }
  return {};
}

Result<std::optional<domain::IssueState>> Issues::state_of(IssueId issue) {
  std::optional<domain::IssueState> state;
  const auto done =
      work_.read(kState, issue.value, [&](auto... columns) { state = state_row(columns...); });
  if (!done) return unexpected(done.error());
  return state;
}

Result<std::vector<ports::DueIssue>> Issues::due(const ports::DueQuery& query) {
  if (query.limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<ports::DueIssue> issues;
  const auto take = [&](Int issue, Int project, auto... columns) {
    issues.push_back({IssueId{issue}, ProjectId{project}, state_row(columns...)});
  };
  const Int most = static_cast<Int>(query.limit);
  const Int before = to_unix_us(query.before);
  const auto read = [&]() -> Result<void> {
    switch (query.what) {
      case ports::Due::ageing:
        return work_.read(kAgeing, before, most, take);
      case ports::Due::time_over:
        return work_.read(kTimeOver, before, most, take);
      case ports::Due::silence:
        return work_.read(kSilence, query.project.value, before, most, take);
      case ports::Due::forecast:
        return work_.read(kForecast, before, most, take);
      case ports::Due::condition:
        return work_.read(kCondition, query.after.value, most, take);
    }
    PICKET_ASSERT(false);
    return {};
  };
  if (const auto done = read(); !done) return unexpected(done.error());
  return issues;
}

}  // namespace picket::adapters::meta
