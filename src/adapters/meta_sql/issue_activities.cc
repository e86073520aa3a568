// The story of an issue.
#include <utility>

#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"

namespace picket::adapters::meta {
namespace {

using ActivityColumns = List<Int, Int, Text, Int, Int, Text>;

constexpr Sql<List<Int, Text, Int, Int, Text>, List<Int>> kAdd{
    "INSERT INTO issue_activities (issue_id, type, actor_id, created, data) VALUES (:issue, :type, "
    ":actor, :created, :data) RETURNING id"};
constexpr Sql<List<Int, Int>> kCountComment{
    "UPDATE issues SET comments = comments + :more WHERE id = :issue"};
constexpr Sql<List<Int, Text, Text, Int, Int, Int>, ActivityColumns> kList{
    "SELECT id, issue_id, type, actor_id, created, data FROM issue_activities "
    "WHERE issue_id = :issue AND (:any_type = '' OR type = :type) "
    "AND (:from_newest = 0 OR id < :before) ORDER BY id DESC LIMIT :most"};
constexpr Sql<List<Int, Text, Text, Int, Int>, ActivityColumns> kListBack{
    "SELECT id, issue_id, type, actor_id, created, data FROM (SELECT id, issue_id, type, actor_id, "
    "created, data FROM issue_activities WHERE issue_id = :issue AND (:any_type = '' OR type = "
    ":type) AND id > :after ORDER BY id ASC LIMIT :most) page ORDER BY id DESC"};
constexpr Sql<List<Int>, ActivityColumns> kFind{
    "SELECT id, issue_id, type, actor_id, created, data FROM issue_activities WHERE id = :id"};
constexpr Sql<List<Text, Int>> kEdit{
    "UPDATE issue_activities SET data = :data WHERE id = :id AND type = 'note'"};
constexpr Sql<List<Int>, List<Int>> kRemove{
    "DELETE FROM issue_activities WHERE id = :id AND type = 'note' RETURNING issue_id"};

domain::Activity activity_row(Int id, Int issue, std::string& type, Int actor, Int created,
                              std::string& data) {
  return {
      id, IssueId{issue}, std::move(type), UserId{actor}, from_unix_us(created), std::move(data)};
}

}  // namespace

Result<std::int64_t> Issues::add_activity(const domain::Activity& activity) {
  const auto id = work_.insert(kAdd, activity.issue.value, activity.type, activity.actor.value,
                               to_unix_us(activity.created), activity.data_json);
  if (!id) return unexpected(id.error());
  if (activity.type == domain::activity::kNote) {
    if (const auto done = work_.change(kCountComment, Int{1}, activity.issue.value); !done)
      return unexpected(done.error());
  }
  return *id;
}

Result<std::vector<domain::Activity>> Issues::activities(const ports::ActivityQuery& query) {
  if (query.limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  if (query.before != 0 && query.after != 0)
    return unexpected(Error{ErrorKind::invalid_argument, "two_positions", {}});
  std::vector<domain::Activity> found;
  const auto take = [&](auto&&... columns) { found.push_back(activity_row(columns...)); };
  const Int most = static_cast<Int>(query.limit);
  const auto done = query.after != 0 ? work_.read(kListBack, query.issue.value, query.type,
                                                  query.type, query.after, most, take)
                                     : work_.read(kList, query.issue.value, query.type, query.type,
                                                  query.before, query.before, most, take);
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<domain::Activity>> Issues::find_activity(std::int64_t id) {
  std::optional<domain::Activity> found;
  const auto done =
      work_.read(kFind, id, [&](auto&&... columns) { found = activity_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<void> Issues::edit_note(std::int64_t id, std::string_view data_json) {
  return found(work_.change(kEdit, data_json, id), "no_such_note");
}

Result<void> Issues::remove_note(std::int64_t id) {
  Int issue = 0;
  const auto done = work_.change(kRemove, id, [&](Int of) { issue = of; });
  if (!done) return unexpected(done.error());
  if (issue == 0) return unexpected(work_.fail({ErrorKind::not_found, "no_such_note", {}}));
  return found(work_.change(kCountComment, Int{-1}, issue), "no_such_issue");
}

}  // namespace picket::adapters::meta
