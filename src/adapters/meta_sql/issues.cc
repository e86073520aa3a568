#include "adapters/meta_sql/issues.h"

#include <utility>

#include "adapters/meta_sql/composed_statement.h"
#include "adapters/meta_sql/issue_query.h"
#include "adapters/meta_sql/issue_row.h"
#include "adapters/meta_sql/limits.h"
#include "ports/issues.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text>, List<Int, Int>> kFindHash{
    "SELECT id, COALESCE(issue_id, 0) FROM group_hashes WHERE project_id = :project AND hash = "
    ":hash"};
constexpr Sql<List<Int, Text, Int>, List<Int, Int>> kAssignHash{
    "INSERT INTO group_hashes (project_id, hash, issue_id) VALUES (:project, :hash, :issue) "
    "ON CONFLICT (project_id, hash) DO UPDATE "
    "SET issue_id = COALESCE(group_hashes.issue_id, excluded.issue_id) RETURNING id, issue_id"};
constexpr Sql<List<Int>, List<Int>> kTakeNumber{
    "UPDATE project_counters SET next_short_number = next_short_number + 1 "
    "WHERE project_id = :project RETURNING next_short_number - 1"};
constexpr Sql<List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Text>, List<Int>> kCreate{
    "INSERT INTO issues (project_id, short_number, status, substatus, priority, initial_priority, "
    "level, first_seen, last_seen, active, since, times_seen, first_release) VALUES (:project, "
    ":number, :status, :substatus, :priority, :initial, :level, :first_seen, :last_seen, :active, "
    ":since, 0, :release) RETURNING id"};
constexpr Sql<List<Int, Text, Text, Text, Text, Text, Text, Text>> kCreateFacts{
    "INSERT INTO issue_facts (issue_id, type, platform, logger, title, culprit, metadata, message) "
    "VALUES (:issue, :type, :platform, :logger, :title, :culprit, :metadata, :message)"};

// Returns what apply() needs to know next: whose counter to move, whether these facts are newest,
// and the state to answer with.
constexpr Sql<List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>,
              List<Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int>>
    kApply{
        "UPDATE issues SET times_seen = times_seen + :events, "
        "first_seen = CASE WHEN :first1 < first_seen THEN :first2 ELSE first_seen END, "
        "level = CASE WHEN :last1 >= last_seen THEN :level ELSE level END, "
        "last_seen = CASE WHEN :last2 > last_seen THEN :last3 ELSE last_seen END, "
        "hour_events = CASE WHEN :hour1 > hour THEN :in_hour1 WHEN :hour2 = hour "
        "THEN hour_events + :in_hour2 ELSE hour_events END, "
        "hour = CASE WHEN :hour3 > hour THEN :hour4 ELSE hour END "
        "WHERE id = :issue RETURNING project_id, status, resolved, substatus, since, first_seen, "
        "last_seen, times_seen, hour, hour_events, priority, initial_priority, priority_locked"};
constexpr Sql<List<Int, Int>> kCountEvents{
    "UPDATE project_counters SET issue_events = issue_events + :events WHERE project_id = "
    ":project"};
// Events of one issue mostly say the same: the page is written only when they do not.
constexpr Sql<
    List<Text, Text, Text, Text, Text, Text, Text, Int, Text, Text, Text, Text, Text, Text, Text>>
    kUpdateFacts{
        "UPDATE issue_facts SET type = :type1, platform = :platform1, logger = :logger1, "
        "title = :title1, culprit = :culprit1, metadata = :metadata1, message = :message1 "
        "WHERE issue_id = :issue AND NOT (type = :type2 AND platform = :platform2 AND "
        "logger = :logger2 AND title = :title2 AND culprit = :culprit2 AND "
        "metadata = :metadata2 AND message = :message2)"};

constexpr Sql<List<Int>, IssueColumns> kGet{
    "SELECT " PICKET_ISSUE_COLUMNS
    " FROM issues i JOIN issue_facts f ON f.issue_id = i.id WHERE i.id = :issue"};
constexpr Sql<List<Int, Int>, IssueColumns> kGetByNumber{
    "SELECT " PICKET_ISSUE_COLUMNS
    " FROM issues i JOIN issue_facts f ON f.issue_id = i.id "
    "WHERE i.project_id = :project AND i.short_number = :number"};
constexpr Sql<List<>, List<Int, Int>> kOverrides{
    "SELECT hash_id, issue_id FROM hash_overrides ORDER BY hash_id"};

constexpr Sql<List<Int, Int>, List<Int, Text>> kHashesOf{
    "SELECT id, hash FROM group_hashes WHERE issue_id = :issue ORDER BY id DESC LIMIT :most"};

}  // namespace

Result<ports::HashRow> Issues::find_hash(ProjectId project, const std::string& hash) {
  ports::HashRow row;
  const auto done = work_.read(kFindHash, project.value, hash, [&](Int id, Int issue) {
    row = {HashId{id}, IssueId{issue}};
  });
  if (!done) return unexpected(done.error());
  return row;
}

Result<std::vector<ports::HashRow>> Issues::find_hashes(ProjectId project,
                                                        std::span<const std::string> hashes) {
  std::vector<ports::HashRow> rows;
  rows.reserve(hashes.size());
  for (const std::string& hash : hashes) {
    const auto row = find_hash(project, hash);
    if (!row) return unexpected(row.error());
    rows.push_back(*row);
  }
  return rows;
}

Result<std::vector<ports::HashRow>> Issues::assign_hashes(ProjectId project,
                                                          std::span<const std::string> hashes,
                                                          IssueId issue) {
  std::vector<ports::HashRow> rows;
  rows.reserve(hashes.size());
  for (const std::string& hash : hashes) {
    auto row = find_hash(project, hash);
    if (!row) return unexpected(row.error());
    if (!row->issue) {
      const auto done =
          work_.change(kAssignHash, project.value, hash, issue.value, [&](Int id, Int owner) {
            row = ports::HashRow{HashId{id}, IssueId{owner}};
          });
      if (!done) return unexpected(done.error());
    }
    rows.push_back(*row);
  }
  return rows;
}

Result<IssueId> Issues::create(ProjectId project, const domain::IssueFacts& facts,
                               Timestamp first_seen, domain::Priority priority) {
  const auto number = work_.insert(kTakeNumber, project.value);
  if (!number) return unexpected(number.error());
  if (*number == 0) {
    return unexpected(work_.fail({ErrorKind::not_found, "no_such_project", {}}));
  }
  const Int seen = to_unix_us(first_seen);
  const auto id = work_.insert(
      kCreate, project.value, *number, static_cast<Int>(domain::IssueStatus::unresolved),
      static_cast<Int>(domain::Substatus::new_), static_cast<Int>(priority),
      static_cast<Int>(priority), static_cast<Int>(facts.level), seen, seen, seen, seen,
      facts.release);
  if (!id) return unexpected(id.error());
  const auto done = work_.change(kCreateFacts, *id, facts.type, facts.platform, facts.logger,
                                 facts.title, facts.culprit, facts.metadata_json, facts.message);
  if (!done) return unexpected(done.error());
  return IssueId{*id};
}

Result<domain::IssueState> Issues::apply(const domain::IssueDelta& delta) {
  const Int first = to_unix_us(delta.first_seen);
  const Int last = to_unix_us(delta.last_seen);
  const Int hour = to_unix_us(delta.hour);
  Int project = 0;
  bool newest = false;
  domain::IssueState state;
  auto done =
      work_.change(kApply, delta.events, first, first, last, static_cast<Int>(delta.latest.level),
                   last, last, hour, delta.hour_events, hour, delta.hour_events, hour, hour,
                   delta.issue.value, [&](Int owner, auto... columns) {
                     project = owner;
                     state = state_row(columns...);
                     newest = state.last_seen == delta.last_seen;
                   });
  if (!done) return unexpected(done.error());
  if (project == 0) return unexpected(work_.fail({ErrorKind::not_found, "no_such_issue", {}}));
  done = work_.change(kCountEvents, delta.events, project);
  if (!done) return unexpected(done.error());
  if (!newest) return state;
  const domain::IssueFacts& f = delta.latest;
  done = work_.change(kUpdateFacts, f.type, f.platform, f.logger, f.title, f.culprit,
                      f.metadata_json, f.message, delta.issue.value, f.type, f.platform, f.logger,
                      f.title, f.culprit, f.metadata_json, f.message);
  if (!done) return unexpected(done.error());
  return state;
}

Result<std::optional<domain::Issue>> Issues::get(IssueId issue) {
  std::optional<domain::Issue> found;
  const auto done =
      work_.read(kGet, issue.value, [&](auto&&... columns) { found = issue_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<domain::Issue>> Issues::get_by_number(ProjectId project,
                                                           std::int64_t short_number) {
  std::optional<domain::Issue> found;
  const auto done = work_.read(kGetByNumber, project.value, short_number,
                               [&](auto&&... columns) { found = issue_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<domain::Issue>> Issues::list(const ports::IssueQuery& query) {
  std::vector<domain::Issue> issues;
  if (query.projects.empty()) return issues;
  const auto composed = compose_list(query);
  if (!composed) return unexpected(composed.error());
  const auto take = [&](auto&&... columns) { issues.push_back(issue_row(columns...)); };
  const auto done =
      work_.read_once<List<Texts>, IssueColumns>(composed->text, composed->texts, take);
  if (!done) return unexpected(done.error());
  return issues;
}

Result<std::int64_t> Issues::count(const ports::IssueQuery& query) {
  std::int64_t count = 0;
  if (query.projects.empty()) return count;
  const auto composed = compose_count(query);
  if (!composed) return unexpected(composed.error());
  const auto take = [&](Int n) { count = n; };
  const auto done = work_.read_once<List<Texts>, List<Int>>(composed->text, composed->texts, take);
  if (!done) return unexpected(done.error());
  return count;
}

Result<std::vector<ports::HashOverride>> Issues::overrides() {
  std::vector<ports::HashOverride> overrides;
  const auto done = work_.read(kOverrides, [&](Int hash, Int issue) {
    overrides.push_back({HashId{hash}, IssueId{issue}});
  });
  if (!done) return unexpected(done.error());
  return overrides;
}

Result<std::vector<ports::IssueHash>> Issues::hashes_of(IssueId issue, std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<ports::IssueHash> hashes;
  const auto done =
      work_.read(kHashesOf, issue.value, static_cast<Int>(limit), [&](Int id, std::string& hash) {
        hashes.push_back({HashId{id}, std::move(hash)});
      });
  if (!done) return unexpected(done.error());
  return hashes;
}

}  // namespace picket::adapters::meta
