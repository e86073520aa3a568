// What is left of deleted projects.
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/projects.h"

namespace picket::adapters::meta {
namespace {

// `deleted` is 1 when nobody reaches the project any more, and 2 when what was below it is gone.
constexpr Sql<List<Int>, List<Int>> kInDeletion{
    "SELECT p.id FROM projects p JOIN organizations o ON o.id = p.org_id "
    "WHERE (p.deleted = 1 OR (p.deleted = 0 AND o.deleted = 1) OR (p.deleted = 2 AND ("
    "EXISTS (SELECT 1 FROM issues i WHERE i.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM attachments a WHERE a.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM user_reports r WHERE r.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM transactions t WHERE t.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM span_containers s WHERE s.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM session_counts c WHERE c.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM session_marks k WHERE k.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM release_projects v WHERE v.project_id = p.id) OR "
    "EXISTS (SELECT 1 FROM monitors m WHERE m.project_id = p.id)))) ORDER BY p.id LIMIT :most"};
constexpr Sql<List<Int>, List<Int>> kIsDeleted{
    "SELECT p.id FROM projects p JOIN organizations o ON o.id = p.org_id "
    "WHERE p.id = :project AND (p.deleted <> 0 OR o.deleted <> 0)"};
constexpr Sql<List<Int, Int>, List<Int>> kIssues{
    "SELECT id FROM issues WHERE project_id = :project ORDER BY id LIMIT :most"};
constexpr Sql<List<Int, Int>> kRemoveHashes{
    "DELETE FROM group_hashes WHERE id IN (SELECT id FROM group_hashes WHERE project_id = :project "
    "AND issue_id IS NULL AND NOT EXISTS (SELECT 1 FROM hash_overrides o WHERE o.hash_id = "
    "group_hashes.id) ORDER BY id LIMIT :most)"};
constexpr Sql<List<Int>> kFinish[] = {
    {"DELETE FROM project_keys WHERE project_id = :project"},
    {"DELETE FROM project_environments WHERE project_id = :project"},
    {"DELETE FROM project_platforms WHERE project_id = :project"},
    {"DELETE FROM project_ownership WHERE project_id = :project"},
    {"DELETE FROM project_teams WHERE project_id = :project"},
    {"DELETE FROM project_redirects WHERE project_id = :project"},
    {"DELETE FROM project_bookmarks WHERE project_id = :project"},
    {"DELETE FROM tombstone_hashes WHERE project_id = :project"},
    {"DELETE FROM tombstones WHERE project_id = :project"},
    {"UPDATE projects SET deleted = 2, settings = '{}' WHERE id = :project"}};

}  // namespace

Result<std::vector<ProjectId>> Projects::projects_in_deletion(std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<ProjectId> projects;
  const auto read = work_.read(kInDeletion, static_cast<Int>(limit),
                               [&](Int id) { projects.push_back(ProjectId{id}); });
  if (!read) return unexpected(read.error());
  return projects;
}

Result<void> Projects::check_deleted(ProjectId project) {
  bool deleted = false;
  if (auto read = work_.read(kIsDeleted, project.value, [&](Int) { deleted = true; }); !read)
    return read;
  if (deleted) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "project_not_deleted", {}});
}

Result<std::int64_t> Projects::erase_issues(ProjectId project, std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  if (auto checked = check_deleted(project); !checked) return unexpected(checked.error());
  std::vector<IssueId> ids;
  const auto read = work_.read(kIssues, project.value, static_cast<Int>(limit),
                               [&](Int id) { ids.push_back(IssueId{id}); });
  if (!read) return unexpected(read.error());
  Issues issues(work_);
  for (const IssueId issue : ids) {
    // What remembers its hashes forgets them.
    if (auto hidden = issues.begin_deletion(issue); !hidden) return unexpected(hidden.error());
    if (auto erased = issues.erase(issue); !erased) return unexpected(erased.error());
  }
  const auto hashes = work_.change(kRemoveHashes, project.value, static_cast<Int>(limit));
  if (!hashes) return unexpected(hashes.error());
  return static_cast<std::int64_t>(ids.size()) + *hashes;
}

Result<void> Projects::finish_deletion(ProjectId project) {
  if (auto checked = check_deleted(project); !checked) return checked;
  for (const auto& sql : kFinish) {
    if (auto finished = done(work_.change(sql, project.value)); !finished) return finished;
  }
  return move_config_version();
}

}  // namespace picket::adapters::meta
