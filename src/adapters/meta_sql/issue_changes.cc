// What people, events and the worker make of an issue.
#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int, Int>> kSetPriority{
    "UPDATE issues SET priority = :priority, priority_locked = :at WHERE id = :issue"};
constexpr Sql<List<Int, Int, Int>> kAssign{
    "UPDATE issues SET assigned_user = :owner, assigned_team = :team WHERE id = :issue"};
constexpr Sql<List<Text, Int>> kShare{"UPDATE issues SET share_id = :share WHERE id = :issue"};

// Literals where a partial index stands, or it would not serve.
constexpr Sql<List<Int>> kHide{
    "UPDATE issues SET status = 3, substatus = 0, share_id = '' WHERE id = :issue"};
// No event has such a hash: what leads to the issue now is found by its id only.
constexpr Sql<List<Int>> kRetireHashes{
    "UPDATE group_hashes SET hash = 'retired:' || id WHERE issue_id = :issue"};
constexpr Sql<List<>> kMoveVersion{"UPDATE hash_version SET version = version + 1"};
constexpr Sql<List<Int>, List<Int>> kInDeletion{
    "SELECT id FROM issues WHERE status = 3 ORDER BY id LIMIT :most"};
constexpr Sql<List<Int>, List<Int>> kIsHidden{
    "SELECT 1 FROM issues WHERE id = :issue AND status = 3"};
constexpr Sql<List<Int>> kRemoveRows[] = {
    {"DELETE FROM issue_owners WHERE issue_id = :issue"},
    {"DELETE FROM issue_ownership WHERE issue_id = :issue"},
    {"DELETE FROM issue_marks WHERE issue_id = :issue"},
    {"DELETE FROM issue_activities WHERE issue_id = :issue"},
    {"DELETE FROM issue_snoozes WHERE issue_id = :issue"},
    {"DELETE FROM issue_resolutions WHERE issue_id = :issue"},
    {"DELETE FROM issue_forecasts WHERE issue_id = :issue"},
    {"DELETE FROM issue_splits WHERE issue_id = :issue"},
    {"DELETE FROM issue_splits WHERE source_id = :issue"},
    {"DELETE FROM issue_redirects WHERE target_id = :issue"},
    {"DELETE FROM issue_environments WHERE issue_id = :issue"},
    {"DELETE FROM issue_facts WHERE issue_id = :issue"},
    {"DELETE FROM issues WHERE id = :issue"}};
constexpr Sql<List<Int>> kRemoveOverrides{"DELETE FROM hash_overrides WHERE issue_id = :issue"};
constexpr Sql<List<Int>> kRemoveHashes{"DELETE FROM group_hashes WHERE issue_id = :issue"};
constexpr Sql<List<>, List<Int>> kHashVersion{"SELECT version FROM hash_version"};

}  // namespace

Result<void> Issues::found(const Result<Int>& rows, std::string_view code) {
  if (!rows) return unexpected(rows.error());
  if (*rows == 0) return unexpected(work_.fail({ErrorKind::not_found, code, {}}));
  return {};
}

Result<void> Issues::set_priority(IssueId issue, domain::Priority priority, Timestamp at) {
  return found(work_.change(kSetPriority, static_cast<Int>(priority), to_unix_us(at), issue.value),
               "no_such_issue");
}

Result<void> Issues::assign(IssueId issue, const domain::Assignee& to) {
  return found(work_.change(kAssign, to.user.value, to.team.value, issue.value), "no_such_issue");
}

Result<void> Issues::share(IssueId issue, std::string_view share_id) {
  return found(work_.change(kShare, share_id, issue.value), "no_such_issue");
}

Result<void> Issues::begin_deletion(IssueId issue) {
  if (auto hidden = found(work_.change(kHide, issue.value), "no_such_issue"); !hidden)
    return hidden;
  if (const auto done = work_.change(kRetireHashes, issue.value); !done)
    return unexpected(done.error());
  return move_hash_version();
}

Result<std::vector<IssueId>> Issues::in_deletion(std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<IssueId> ids;
  const auto done =
      work_.read(kInDeletion, static_cast<Int>(limit), [&](Int id) { ids.push_back(IssueId{id}); });
  if (!done) return unexpected(done.error());
  return ids;
}

Result<void> Issues::erase(IssueId issue) {
  bool hidden = false;
  if (auto read = work_.read(kIsHidden, issue.value, [&](Int) { hidden = true; }); !read)
    return read;
  if (!hidden) return {};
  const auto overrides = work_.change(kRemoveOverrides, issue.value);
  if (!overrides) return unexpected(overrides.error());
  if (*overrides > 0) {
    if (auto moved = move_hash_version(); !moved) return moved;
  }
  if (const auto done = work_.change(kRemoveHashes, issue.value); !done)
    return unexpected(done.error());
  return remove_rows(issue);
}

Result<void> Issues::remove_rows(IssueId issue) {
  for (const auto& sql : kRemoveRows) {
    if (const auto done = work_.change(sql, issue.value); !done) return unexpected(done.error());
  }
  return {};
}

Result<void> Issues::move_hash_version() {
  return without_count(work_.change(kMoveVersion));
}

Result<std::int64_t> Issues::hash_version() {
  Int version = 0;
  const auto done = work_.read(kHashVersion, [&](Int one) { version = one; });
  if (!done) return unexpected(done.error());
  return version;
}

}  // namespace picket::adapters::meta
