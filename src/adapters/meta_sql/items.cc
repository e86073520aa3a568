#include "adapters/meta_sql/items.h"

#include "adapters/meta_sql/limits.h"

namespace picket::adapters::meta {
namespace {

// A table without a column of its own that numbers its rows is cut by its key.
constexpr Sql<List<Int, Int>> kExpire[] = {
    {"DELETE FROM attachments WHERE id IN (SELECT id FROM attachments WHERE received < :before "
     "ORDER BY received LIMIT :most)"},
    {"DELETE FROM user_reports WHERE id IN (SELECT id FROM user_reports WHERE received < :before "
     "ORDER BY received LIMIT :most)"},
    {"DELETE FROM transactions WHERE (project_id, event_id) IN (SELECT project_id, event_id FROM "
     "transactions WHERE received < :before ORDER BY received LIMIT :most)"},
    {"DELETE FROM span_containers WHERE id IN (SELECT id FROM span_containers WHERE received < "
     ":before ORDER BY received LIMIT :most)"},
    {"DELETE FROM session_counts WHERE (project_id, hour, release, environment) IN (SELECT "
     "project_id, hour, release, environment FROM session_counts WHERE hour < :before "
     "ORDER BY hour LIMIT :most)"},
    {"DELETE FROM session_marks WHERE (project_id, session_id) IN (SELECT project_id, session_id "
     "FROM session_marks WHERE hour < :before ORDER BY hour LIMIT :most)"},
    {"DELETE FROM check_ins WHERE id IN (SELECT id FROM check_ins WHERE added < :before "
     "ORDER BY added LIMIT :most)"}};

// What belongs to monitors goes before them.
constexpr Sql<List<Int, Int>> kErase[] = {
    {"DELETE FROM attachments WHERE id IN (SELECT id FROM attachments WHERE project_id = :project "
     "LIMIT :most)"},
    {"DELETE FROM user_reports WHERE id IN (SELECT id FROM user_reports WHERE project_id = "
     ":project LIMIT :most)"},
    {"DELETE FROM transactions WHERE (project_id, event_id) IN (SELECT project_id, event_id FROM "
     "transactions WHERE project_id = :project LIMIT :most)"},
    {"DELETE FROM span_containers WHERE id IN (SELECT id FROM span_containers WHERE project_id = "
     ":project LIMIT :most)"},
    {"DELETE FROM session_counts WHERE (project_id, hour, release, environment) IN (SELECT "
     "project_id, hour, release, environment FROM session_counts WHERE project_id = :project "
     "LIMIT :most)"},
    {"DELETE FROM session_marks WHERE (project_id, session_id) IN (SELECT project_id, session_id "
     "FROM session_marks WHERE project_id = :project LIMIT :most)"},
    {"DELETE FROM check_ins WHERE id IN (SELECT c.id FROM check_ins c JOIN monitors m ON m.id = "
     "c.monitor_id WHERE m.project_id = :project LIMIT :most)"},
    {"DELETE FROM monitor_environments WHERE (monitor_id, environment) IN (SELECT e.monitor_id, "
     "e.environment FROM monitor_environments e JOIN monitors m ON m.id = e.monitor_id "
     "WHERE m.project_id = :project LIMIT :most)"},
    {"DELETE FROM monitors WHERE id IN (SELECT m.id FROM monitors m WHERE m.project_id = :project "
     "AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.monitor_id = m.id) AND NOT EXISTS "
     "(SELECT 1 FROM monitor_environments e WHERE e.monitor_id = m.id) LIMIT :most)"}};

template <std::size_t N>
Result<std::int64_t> run_all(UnitOfWork& work, const Sql<List<Int, Int>> (&statements)[N], Int of,
                             std::size_t limit) {
  if (limit > kMaxListed) {
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  }
  std::int64_t rows = 0;
  for (const auto& sql : statements) {
    const auto changed = work.change(sql, of, static_cast<Int>(limit));
    if (!changed) return unexpected(changed.error());
    rows += *changed;
  }
  return rows;
}

}  // namespace

Result<std::int64_t> Items::expire(Timestamp before, std::size_t limit) {
  return run_all(work_, kExpire, to_unix_us(before), limit);
}

Result<std::int64_t> Items::erase(ProjectId project, std::size_t limit) {
  return run_all(work_, kErase, project.value, limit);
}

}  // namespace picket::adapters::meta
