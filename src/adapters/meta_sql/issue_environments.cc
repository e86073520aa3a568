// Where issues were seen, and in which releases.
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/releases.h"

namespace picket::adapters::meta {
namespace {

// A batch without a release has release_seen 0, which is not newer than any.
constexpr Sql<List<Int, Int, Int, Int, Int, Int, Text, Int, Int, Int, Text>> kGrow{
    "UPDATE issue_environments SET "
    "first_seen = CASE WHEN :first1 < first_seen THEN :first2 ELSE first_seen END, "
    "last_seen = CASE WHEN :last1 > last_seen THEN :last2 ELSE last_seen END, "
    "last_release = CASE WHEN :seen1 >= release_seen AND :seen2 <> 0 THEN :release ELSE "
    "last_release END, "
    "release_seen = CASE WHEN :seen3 > release_seen THEN :seen4 ELSE release_seen END "
    "WHERE issue_id = :issue AND environment = :environment"};
constexpr Sql<List<Int>, List<Int>> kCount{
    "SELECT COUNT(*) FROM issue_environments WHERE issue_id = :issue"};
constexpr Sql<List<Int, Text, Int, Int, Text, Text, Int>> kAdd{
    "INSERT INTO issue_environments (issue_id, environment, first_seen, last_seen, first_release, "
    "last_release, release_seen) VALUES (:issue, :environment, :first, :last, :first_release, "
    ":last_release, :seen)"};

Int release_seen(const ports::IssueSighting& seen) {
  return seen.last_release.empty() ? 0 : to_unix_us(seen.release_seen);
}

}  // namespace

Result<bool> Releases::grow_issue(const ports::IssueSighting& seen, std::string_view environment) {
  const Int first = to_unix_us(seen.first_seen);
  const Int last = to_unix_us(seen.last_seen);
  const Int at = release_seen(seen);
  return held(work_.change(kGrow, first, first, last, last, at, at, seen.last_release, at, at,
                           seen.issue.value, environment));
}

Result<void> Releases::note_issues(std::span<const ports::IssueSighting> sightings) {
  for (const ports::IssueSighting& seen : sightings) {
    auto grown = grow_issue(seen, seen.environment);
    if (!grown) return unexpected(grown.error());
    if (*grown) continue;
    Int count = 0;
    if (auto read = work_.read(kCount, seen.issue.value, [&](Int n) { count = n; }); !read)
      return read;
    const bool full = count >= kMaxEnvironments;
    if (full) {
      grown = grow_issue(seen, "");
      if (!grown) return unexpected(grown.error());
      if (*grown) continue;
    }
    const auto added =
        work_.change(kAdd, seen.issue.value, full ? std::string_view() : seen.environment,
                     to_unix_us(seen.first_seen), to_unix_us(seen.last_seen), seen.first_release,
                     seen.last_release, release_seen(seen));
    if (!added) return unexpected(added.error());
  }
  return {};
}

Result<std::vector<ports::IssueEnvironment>> Releases::issue_environments(
    std::span<const IssueId> issues) {
  if (issues.size() > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_issues", {}});
  std::vector<ports::IssueEnvironment> found;
  if (issues.empty()) return found;
  const auto read = work_.read_once<List<>, List<Int, Text, Int, Int, Text, Text, Int>>(
      fmt::format("SELECT issue_id, environment, first_seen, last_seen, first_release, "
                  "last_release, release_seen FROM issue_environments WHERE issue_id IN ({}) "
                  "ORDER BY issue_id, environment",
                  number_list(issues)),
      [&](Int issue, std::string& environment, Int first, Int last, std::string& first_release,
          std::string& last_release, Int seen) {
        found.push_back({IssueId{issue}, std::move(environment), from_unix_us(first),
                         from_unix_us(last), std::move(first_release), std::move(last_release),
                         from_unix_us(seen)});
      });
  if (!read) return unexpected(read.error());
  return found;
}

}  // namespace picket::adapters::meta
