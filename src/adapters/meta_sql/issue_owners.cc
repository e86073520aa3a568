// Whom ownership rules suggest for issues.
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int>, List<Int>> kEvaluated{
    "SELECT evaluated FROM issue_ownership WHERE issue_id = :issue"};
constexpr Sql<List<Int, Int>> kPutEvaluated{
    "INSERT INTO issue_ownership (issue_id, evaluated) VALUES (:issue, :evaluated) "
    "ON CONFLICT (issue_id) DO UPDATE SET evaluated = excluded.evaluated"};
constexpr Sql<List<Int>> kForget{"DELETE FROM issue_owners WHERE issue_id = :issue"};
constexpr Sql<List<Int, Int, Int, Int, Int, Text>> kAdd{
    "INSERT INTO issue_owners (issue_id, place, kind, user_id, team_id, rule) "
    "VALUES (:issue, :place, :kind, :owner, :team, :rule)"};

}  // namespace

Result<std::optional<Timestamp>> Issues::owners_evaluated(IssueId issue) {
  std::optional<Timestamp> evaluated;
  const auto read =
      work_.read(kEvaluated, issue.value, [&](Int at) { evaluated = from_unix_us(at); });
  if (!read) return unexpected(read.error());
  return evaluated;
}

Result<void> Issues::put_owners(IssueId issue, std::span<const domain::IssueOwner> owners,
                                Timestamp evaluated) {
  if (const auto put = work_.change(kPutEvaluated, issue.value, to_unix_us(evaluated)); !put)
    return unexpected(put.error());
  if (const auto gone = work_.change(kForget, issue.value); !gone) return unexpected(gone.error());
  Int place = 0;
  for (const domain::IssueOwner& owner : owners) {
    const auto added = work_.change(kAdd, issue.value, place++, static_cast<Int>(owner.kind),
                                    owner.who.user.value, owner.who.team.value, owner.rule);
    if (!added) return unexpected(added.error());
  }
  return {};
}

Result<std::vector<domain::IssueOwner>> Issues::owners_of(std::span<const IssueId> issues) {
  std::vector<domain::IssueOwner> owners;
  if (issues.empty()) return owners;
  if (issues.size() > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_issues", {}});
  std::vector<domain::IssueOwner> rows;
  const auto read = work_.read_once<List<>, List<Int, Int, Int, Int, Text>>(
      fmt::format("SELECT issue_id, kind, user_id, team_id, rule FROM issue_owners "
                  "WHERE issue_id IN ({}) ORDER BY issue_id, place",
                  number_list(issues)),
      [&](Int issue, Int kind, Int user, Int team, std::string& rule) {
        rows.push_back({IssueId{issue},
                        static_cast<domain::OwnerKind>(kind),
                        {UserId{user}, TeamId{team}},
                        std::move(rule)});
      });
  if (!read) return unexpected(read.error());
  for (const IssueId issue : issues) {
    for (const domain::IssueOwner& row : rows) {
      if (row.issue == issue) owners.push_back(row);
    }
  }
  return owners;
}

}  // namespace picket::adapters::meta
