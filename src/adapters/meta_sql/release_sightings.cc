// What events showed of releases.
#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/releases.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int, Int, Int, Int, Int, Text, Int, Text>> kGrow{
    "UPDATE release_environments SET events = events + :events, "
    "first_event = CASE WHEN :first1 < first_event THEN :first2 ELSE first_event END, "
    "last_event = CASE WHEN :last1 > last_event THEN :last2 ELSE last_event END "
    "WHERE project_id = :project1 AND environment = :environment AND release_id = "
    "(SELECT r.id FROM releases r JOIN projects p ON p.org_id = r.org_id "
    "WHERE p.id = :project2 AND r.version = :version)"};
constexpr Sql<List<Int, Int>, List<Int>> kEnvironments{
    "SELECT COUNT(*) FROM release_environments WHERE project_id = :project AND release_id = "
    ":release"};
constexpr Sql<List<Int, Int, Text, Int, Int, Int>> kAddEnvironment{
    "INSERT INTO release_environments (project_id, release_id, environment, events, first_event, "
    "last_event) VALUES (:project, :release, :environment, :events, :first, :last)"};
constexpr Sql<List<Int, Int, Text>> kNewIssues{
    "UPDATE release_projects SET new_issues = new_issues + :issues WHERE project_id = :project1 "
    "AND release_id = (SELECT r.id FROM releases r JOIN projects p ON p.org_id = r.org_id "
    "WHERE p.id = release_projects.project_id AND r.version = :version)"};

constexpr Sql<List<Int>, List<Int>> kOrg{"SELECT org_id FROM projects WHERE id = :project"};
constexpr Sql<List<Int, Text>, List<Int>> kFindId{
    "SELECT id FROM releases WHERE org_id = :org AND version = :version"};
constexpr Sql<List<Int, Text, Int, Int>, List<Int>> kSee{
    "INSERT INTO releases (org_id, version, added, released, started, placed, archived, announced, "
    "owner, ref, url, user_agent) VALUES (:org, :version, :added1, 0, 0, :added2, 0, 0, 0, '', '', "
    "'') RETURNING id"};
constexpr Sql<List<Int, Int>, List<Int>> kHasPlace{
    "SELECT 1 FROM release_projects WHERE project_id = :project AND release_id = :release"};
constexpr Sql<List<Int, Int>> kAddPlace{
    "INSERT INTO release_projects (project_id, release_id, new_issues) VALUES (:project, :release, "
    "0)"};

constexpr Sql<List<Int>, List<Int>> kCount{
    "SELECT COUNT(*) FROM release_projects WHERE project_id = :project"};
// Only some of the oldest are looked at, so that a flood of new ones costs little each.
constexpr Sql<List<Int, Int>, List<Int>> kFindIdle{
    "SELECT o.release_id FROM (SELECT project_id, release_id FROM release_projects "
    "WHERE project_id = :project ORDER BY release_id LIMIT 50) o "
    "JOIN releases r ON r.id = o.release_id "
    "WHERE r.announced = 0 AND NOT EXISTS (SELECT 1 FROM release_environments e "
    "WHERE e.project_id = o.project_id AND e.release_id = o.release_id AND e.last_event >= :since) "
    "ORDER BY o.release_id LIMIT 1"};
constexpr Sql<List<Int, Int>> kForgetPlace[] = {
    {"DELETE FROM release_environments WHERE project_id = :project AND release_id = :release"},
    {"DELETE FROM release_projects WHERE project_id = :project AND release_id = :release"}};
constexpr Sql<List<Int>> kForgetUnused{
    "DELETE FROM releases WHERE id = :release AND NOT EXISTS (SELECT 1 FROM release_projects p "
    "WHERE p.release_id = releases.id)"};

// Places before the releases that have none any more.
constexpr Sql<List<Int, Int>> kErase[] = {
    {"DELETE FROM release_environments WHERE (project_id, release_id, environment) IN (SELECT "
     "project_id, release_id, environment FROM release_environments WHERE project_id = :project "
     "LIMIT :most)"},
    {"DELETE FROM release_projects WHERE (project_id, release_id) IN (SELECT p.project_id, "
     "p.release_id FROM release_projects p WHERE p.project_id = :project AND NOT EXISTS (SELECT 1 "
     "FROM release_environments e WHERE e.project_id = p.project_id AND e.release_id = "
     "p.release_id) LIMIT :most)"},
    {"DELETE FROM releases WHERE id IN (SELECT r.id FROM releases r JOIN projects o ON o.org_id = "
     "r.org_id WHERE o.id = :project AND NOT EXISTS (SELECT 1 FROM release_projects p WHERE "
     "p.release_id = r.id) LIMIT :most)"}};

}  // namespace

Result<bool> Releases::grow(const ports::ReleaseSighting& seen, std::string_view environment) {
  const Int first = to_unix_us(seen.first_event);
  const Int last = to_unix_us(seen.last_event);
  return held(work_.change(kGrow, seen.events, first, first, last, last, seen.project.value,
                           environment, seen.project.value, seen.version));
}

Result<bool> Releases::make_room(ProjectId project, Timestamp now) {
  Int count = 0;
  if (auto read = work_.read(kCount, project.value, [&](Int n) { count = n; }); !read)
    return unexpected(read.error());
  if (count < kMaxReleases) return true;
  Int idle = 0;
  const auto read =
      work_.read(kFindIdle, project.value, to_unix_us(now - ports::ReleaseSightings::kIdle),
                 [&](Int id) { idle = id; });
  if (!read) return unexpected(read.error());
  if (idle == 0) return false;
  for (const auto& sql : kForgetPlace) {
    if (auto done = work_.change(sql, project.value, idle); !done) return unexpected(done.error());
  }
  if (auto done = work_.change(kForgetUnused, idle); !done) return unexpected(done.error());
  return true;
}

Result<Int> Releases::find_id(Int org, std::string_view version) {
  Int id = 0;
  if (auto read = work_.read(kFindId, org, version, [&](Int found) { id = found; }); !read)
    return unexpected(read.error());
  return id;
}

Result<bool> Releases::has_place(ProjectId project, Int release) {
  bool there = false;
  if (auto read = work_.read(kHasPlace, project.value, release, [&](Int) { there = true; }); !read)
    return unexpected(read.error());
  return there;
}

Result<void> Releases::add_place(ProjectId project, Int release) {
  return without_count(work_.change(kAddPlace, project.value, release));
}

Result<Releases::Place> Releases::place(const ports::ReleaseSighting& seen) {
  Int org = 0;
  if (auto read = work_.read(kOrg, seen.project.value, [&](Int id) { org = id; }); !read)
    return unexpected(read.error());
  auto release = find_id(org, seen.version);
  if (!release) return unexpected(release.error());
  const auto there = has_place(seen.project, *release);
  if (!there) return unexpected(there.error());
  if (*there) return Place{*release, false};

  const auto room = make_room(seen.project, seen.last_event);
  if (!room) return unexpected(room.error());
  if (!*room) return Place{};
  if (*release == 0) {
    const Int added = to_unix_us(seen.first_event);
    release = work_.insert(kSee, org, seen.version, added, added);
    if (!release) return unexpected(release.error());
  }
  if (auto added = add_place(seen.project, *release); !added) return unexpected(added.error());
  return Place{*release, true};
}

Result<void> Releases::add_environment(const ports::ReleaseSighting& seen, Int release) {
  Int count = 0;
  const auto read =
      work_.read(kEnvironments, seen.project.value, release, [&](Int n) { count = n; });
  if (!read) return read;
  const bool full = count >= kMaxEnvironments;
  if (full) {
    const auto grown = grow(seen, "");
    if (!grown) return unexpected(grown.error());
    if (*grown) return {};
  }
  return without_count(work_.change(kAddEnvironment, seen.project.value, release,
                                    full ? std::string_view() : seen.environment, seen.events,
                                    to_unix_us(seen.first_event), to_unix_us(seen.last_event)));
}

Result<std::vector<ports::NewRelease>> Releases::note(
    std::span<const ports::ReleaseSighting> sightings) {
  std::vector<ports::NewRelease> fresh;
  for (const ports::ReleaseSighting& seen : sightings) {
    const auto grown = grow(seen, seen.environment);
    if (!grown) return unexpected(grown.error());
    if (!*grown) {
      const auto placed = place(seen);
      if (!placed) return unexpected(placed.error());
      if (placed->release == 0) continue;
      if (placed->is_new) fresh.push_back({seen.project, seen.version, seen.first_event});
      if (auto done = add_environment(seen, placed->release); !done) {
        return unexpected(done.error());
      }
    }
    if (seen.new_issues == 0) continue;
    const auto counted =
        work_.change(kNewIssues, seen.new_issues, seen.project.value, seen.version);
    if (!counted) return unexpected(counted.error());
  }
  return fresh;
}

Result<std::int64_t> Releases::erase_project(ProjectId project, std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::int64_t rows = 0;
  for (const auto& sql : kErase) {
    const auto changed = work_.change(sql, project.value, static_cast<Int>(limit));
    if (!changed) return unexpected(changed.error());
    rows += *changed;
  }
  return rows;
}

}  // namespace picket::adapters::meta
