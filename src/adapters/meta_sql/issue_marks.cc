// What issues are to each user.
#include <fmt/format.h>

#include "adapters/meta_sql/issue_row.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"

namespace picket::adapters::meta {
namespace {

using MarkColumns = List<Int, Int, Int, Int, Int, Int>;

constexpr Sql<List<Int, Int, Int, Int, Int, Int>> kPut{
    "INSERT INTO issue_marks (issue_id, user_id, seen, bookmarked, following, reason) "
    "VALUES (:issue, :owner, :seen, :bookmarked, :following, :reason) "
    "ON CONFLICT (issue_id, user_id) DO UPDATE SET seen = excluded.seen, "
    "bookmarked = excluded.bookmarked, following = excluded.following, reason = excluded.reason"};
constexpr Sql<List<Int>, MarkColumns> kMarksOn{
    "SELECT issue_id, user_id, seen, bookmarked, following, reason FROM issue_marks "
    "WHERE issue_id = :issue ORDER BY user_id LIMIT 1000"};

domain::IssueMark mark_row(Int issue, Int user, Int seen, Int bookmarked, Int following,
                           Int reason) {
  return {IssueId{issue},
          UserId{user},
          time_or_none(seen),
          bookmarked != 0,
          static_cast<domain::Following>(following),
          static_cast<domain::FollowReason>(reason)};
}

}  // namespace

Result<void> Issues::put_mark(const domain::IssueMark& mark) {
  const auto done =
      work_.change(kPut, mark.issue.value, mark.user.value,
                   mark.seen ? to_unix_us(*mark.seen) : Int{0}, mark.bookmarked ? Int{1} : Int{0},
                   static_cast<Int>(mark.following), static_cast<Int>(mark.reason));
  if (!done) return unexpected(done.error());
  return {};
}

Result<std::vector<domain::IssueMark>> Issues::marks_of(UserId user,
                                                        std::span<const IssueId> issues) {
  if (issues.size() > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_issues", {}});
  std::vector<domain::IssueMark> marks;
  marks.reserve(issues.size());
  for (const IssueId issue : issues) marks.push_back({issue, user});
  if (issues.empty() || !user) return marks;
  const auto done = work_.read_once<List<>, MarkColumns>(
      fmt::format("SELECT issue_id, user_id, seen, bookmarked, following, reason FROM issue_marks "
                  "WHERE user_id = {} AND issue_id IN ({})",
                  user.value, number_list(issues)),
      [&](auto&&... columns) {
        const domain::IssueMark row = mark_row(columns...);
        for (domain::IssueMark& mark : marks) {
          if (mark.issue == row.issue) mark = row;
        }
      });
  if (!done) return unexpected(done.error());
  return marks;
}

Result<std::vector<domain::IssueMark>> Issues::marks_on(IssueId issue) {
  std::vector<domain::IssueMark> marks;
  const auto done = work_.read(kMarksOn, issue.value,
                               [&](auto&&... columns) { marks.push_back(mark_row(columns...)); });
  if (!done) return unexpected(done.error());
  return marks;
}

}  // namespace picket::adapters::meta
