// Issues that became one, and what left one again.
#include <string>
#include <utility>
#include <vector>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/releases.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int>, List<Int, Int>> kPlace{
    "SELECT project_id, short_number FROM issues WHERE id = :issue AND status < 3"};
constexpr Sql<List<Int>, List<Int>> kIsSplit{"SELECT 1 FROM issue_splits WHERE issue_id = :issue"};

// What a child has and what of it the parent gets.
constexpr Sql<List<Int, Int>> kMoveAll[] = {
    {"INSERT INTO hash_overrides (hash_id, issue_id) SELECT id, :parent FROM group_hashes "
     "WHERE issue_id = :child ON CONFLICT (hash_id) DO UPDATE SET issue_id = excluded.issue_id"},
    {"UPDATE group_hashes SET issue_id = :parent WHERE issue_id = :child"},
    {"UPDATE issue_activities SET issue_id = :parent WHERE issue_id = :child"},
    {"UPDATE issue_redirects SET target_id = :parent WHERE target_id = :child"},
    {"UPDATE issue_splits SET source_id = :parent WHERE source_id = :child"}};
constexpr Sql<List<Int, Int, Int>> kMoveMarks{
    "UPDATE issue_marks SET issue_id = :parent WHERE issue_id = :child AND user_id NOT IN "
    "(SELECT user_id FROM issue_marks WHERE issue_id = :again)"};
constexpr Sql<List<Int, Int, Int, Int>> kRedirect{
    "INSERT INTO issue_redirects (issue_id, project_id, short_number, target_id) "
    "VALUES (:child, :project, :number, :parent)"};
constexpr Sql<List<Int, Int, Int, Int, Text, Int, Int, Int, Int, Int, Int, Int>> kGrow{
    "UPDATE issues SET first_seen = :first, last_seen = :last, times_seen = :times, "
    "comments = :comments, first_release = :release, assigned_user = :owner, "
    "assigned_team = :team, hour_events = CASE WHEN :hour1 > hour THEN :in_hour ELSE "
    "hour_events END, hour = CASE WHEN :hour2 > hour THEN :hour3 ELSE hour END "
    "WHERE id = :issue"};
constexpr Sql<List<Int, Int, Int>> kAddHour{
    "UPDATE issues SET hour_events = hour_events + :events WHERE id = :issue AND hour = :hour"};

constexpr Sql<List<Int>, List<Int>> kMergedInto{
    "SELECT target_id FROM issue_redirects WHERE issue_id = :issue"};
constexpr Sql<List<Int, Int>, List<Int>> kNumberMergedInto{
    "SELECT target_id FROM issue_redirects WHERE project_id = :project AND short_number = "
    ":number"};

constexpr Sql<List<Int, Int, Int>> kMoveHash{
    "UPDATE group_hashes SET issue_id = :target WHERE id = :hash AND issue_id = :source"};
constexpr Sql<List<Int, Int>> kOverride{
    "INSERT INTO hash_overrides (hash_id, issue_id) VALUES (:hash, :target) "
    "ON CONFLICT (hash_id) DO UPDATE SET issue_id = excluded.issue_id"};
constexpr Sql<List<Int, Int>> kOpenSplit{
    "INSERT INTO issue_splits (issue_id, source_id) VALUES (:target, :source)"};
constexpr Sql<List<Int>, List<Int, Int, Int>> kOpenSplits{
    "SELECT s.issue_id, s.source_id, i.project_id FROM issue_splits s "
    "JOIN issues i ON i.id = s.issue_id ORDER BY s.issue_id LIMIT :most"};
constexpr Sql<List<Int>, List<Int>> kCloseSplit{
    "DELETE FROM issue_splits WHERE issue_id = :target RETURNING source_id"};
constexpr Sql<List<Int, Int, Int, Int>> kSetCounts{
    "UPDATE issues SET times_seen = times_seen + :events, first_seen = :first, "
    "last_seen = :last WHERE id = :issue"};
constexpr Sql<List<Int, Text, Int>> kSetLatest{
    "UPDATE issues SET level = :level, first_release = :release WHERE id = :issue"};
constexpr Sql<List<Text, Text, Text, Text, Text, Text, Text, Int>> kSetFacts{
    "UPDATE issue_facts SET type = :type, platform = :platform, logger = :logger, title = :title, "
    "culprit = :culprit, metadata = :metadata, message = :message WHERE issue_id = :issue"};

}  // namespace

Result<void> Issues::check_unsplit(IssueId issue) {
  bool split = false;
  if (auto read = work_.read(kIsSplit, issue.value, [&](Int) { split = true; }); !read) return read;
  if (!split) return {};
  return unexpected(work_.fail({ErrorKind::conflict, "split_is_open", {}}));
}

Result<void> Issues::merge_environments(IssueId child, IssueId parent) {
  Releases releases(work_);
  const auto places = releases.issue_environments({&child, 1});
  if (!places) return unexpected(places.error());
  std::vector<ports::IssueSighting> sightings;
  for (const ports::IssueEnvironment& place : *places) {
    sightings.push_back({parent, place.environment, place.first_seen, place.last_seen,
                         place.first_release, place.last_release, place.release_seen});
  }
  return releases.note_issues(sightings);
}

Result<void> Issues::merge_child(IssueId child, IssueId parent) {
  Int project = 0;
  Int number = 0;
  const auto place = work_.read(kPlace, child.value, [&](Int of, Int short_number) {
    project = of;
    number = short_number;
  });
  if (!place) return place;
  if (project == 0) return unexpected(work_.fail({ErrorKind::not_found, "no_such_issue", {}}));
  if (auto whole = check_unsplit(child); !whole) return whole;
  for (const auto& sql : kMoveAll) {
    if (const auto done = work_.change(sql, parent.value, child.value); !done)
      return unexpected(done.error());
  }
  const auto marks = work_.change(kMoveMarks, parent.value, child.value, parent.value);
  if (!marks) return unexpected(marks.error());
  if (auto merged = merge_environments(child, parent); !merged) return merged;
  if (auto gone = remove_rows(child); !gone) return gone;
  return without_count(work_.change(kRedirect, child.value, project, number, parent.value));
}

/// The latest hour in which one of them had an event, and how many all of them had in it.
Result<std::pair<Int, Int>> Issues::latest_hour(const domain::IssueMerge& merge) {
  std::pair<Int, Int> latest{0, 0};
  for (const IssueId child : merge.children) {
    const auto state = state_of(child);
    if (!state) return unexpected(state.error());
    if (!*state) continue;
    const Int hour = to_unix_us((*state)->hour);
    if (hour < latest.first) continue;
    const Int events = (*state)->hour_events;
    latest = {hour, hour == latest.first ? latest.second + events : events};
  }
  return latest;
}

Result<void> Issues::merge(const domain::IssueMerge& merge) {
  if (auto whole = check_unsplit(merge.parent); !whole) return whole;
  bool known = false;
  if (auto read = work_.read(kPlace, merge.parent.value, [&](Int, Int) { known = true; }); !read)
    return read;
  if (!known) return unexpected(work_.fail({ErrorKind::not_found, "no_such_issue", {}}));
  const auto latest = latest_hour(merge);
  if (!latest) return unexpected(latest.error());
  const auto [hour, events] = *latest;
  if (const auto added = work_.change(kAddHour, events, merge.parent.value, hour); !added)
    return unexpected(added.error());
  const auto grown =
      work_.change(kGrow, to_unix_us(merge.first_seen), to_unix_us(merge.last_seen),
                   merge.times_seen, merge.comments, merge.first_release, merge.assignee.user.value,
                   merge.assignee.team.value, hour, events, hour, hour, merge.parent.value);
  if (!grown) return unexpected(grown.error());
  for (const IssueId child : merge.children) {
    if (auto done = merge_child(child, merge.parent); !done) return done;
  }
  return move_hash_version();
}

Result<std::optional<IssueId>> Issues::merged_into(IssueId former) {
  std::optional<IssueId> target;
  const auto read =
      work_.read(kMergedInto, former.value, [&](Int issue) { target = IssueId{issue}; });
  if (!read) return unexpected(read.error());
  return target;
}

Result<std::optional<IssueId>> Issues::number_merged_into(ProjectId project,
                                                          std::int64_t short_number) {
  std::optional<IssueId> target;
  const auto read = work_.read(kNumberMergedInto, project.value, short_number,
                               [&](Int issue) { target = IssueId{issue}; });
  if (!read) return unexpected(read.error());
  return target;
}

Result<void> Issues::split(IssueId source, IssueId target, std::span<const HashId> hashes) {
  if (auto whole = check_unsplit(source); !whole) return whole;
  for (const HashId hash : hashes) {
    const auto moved = held(work_.change(kMoveHash, target.value, hash.value, source.value));
    if (!moved) return unexpected(moved.error());
    if (!*moved) return unexpected(work_.fail({ErrorKind::invalid_argument, "not_its_hash", {}}));
    if (const auto done = work_.change(kOverride, hash.value, target.value); !done)
      return unexpected(done.error());
  }
  if (const auto open = work_.change(kOpenSplit, target.value, source.value); !open)
    return unexpected(open.error());
  return move_hash_version();
}

Result<std::vector<ports::OpenSplit>> Issues::open_splits(std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<ports::OpenSplit> splits;
  const auto read =
      work_.read(kOpenSplits, static_cast<Int>(limit), [&](Int target, Int source, Int project) {
        splits.push_back({IssueId{target}, IssueId{source}, ProjectId{project}});
      });
  if (!read) return unexpected(read.error());
  return splits;
}

Result<void> Issues::settle_split(const ports::SettledSplit& split) {
  Int source = 0;
  const auto closed = work_.change(kCloseSplit, split.target.value, [&](Int of) { source = of; });
  if (!closed) return unexpected(closed.error());
  if (source == 0) return {};
  const domain::SplitShare& share = split.share;
  auto done = work_.change(kSetCounts, -share.events, to_unix_us(share.source_first_seen),
                           to_unix_us(share.source_last_seen), source);
  if (!done) return unexpected(done.error());
  done = work_.change(kSetCounts, share.events, to_unix_us(share.first_seen),
                      to_unix_us(share.last_seen), split.target.value);
  if (!done || !split.latest) return without_count(done);
  const domain::IssueFacts& f = *split.latest;
  done =
      work_.change(kSetLatest, static_cast<Int>(f.level), split.first_release, split.target.value);
  if (!done) return unexpected(done.error());
  return without_count(work_.change(kSetFacts, f.type, f.platform, f.logger, f.title, f.culprit,
                                    f.metadata_json, f.message, split.target.value));
}

}  // namespace picket::adapters::meta
