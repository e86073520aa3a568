#include "adapters/meta_sql/releases.h"

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/release_row.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text, Int, Int, Int, Int, Int, Int, Int, Text, Text, Text>, List<Int>>
    kCreate{
        "INSERT INTO releases (org_id, version, added, released, started, placed, archived, "
        "announced, owner, ref, url, user_agent) VALUES (:org, :version, :added, :released, "
        ":started, :placed, :archived, :announced, :owner, :ref, :url, :user_agent) RETURNING id"};
constexpr Sql<List<Int, Int, Int, Int, Int, Int, Int, Text, Text, Text, Int>> kUpdate{
    "UPDATE releases SET released = :released1, started = :started, "
    "placed = CASE WHEN :released2 <> 0 THEN :released3 ELSE added END, archived = :archived, "
    "announced = :announced, owner = :owner, ref = :ref, url = :url, user_agent = :user_agent "
    "WHERE id = :id"};
constexpr Sql<List<Int, Text>, ReleaseColumns> kFind{
    "SELECT " PICKET_RELEASE_COLUMNS
    " FROM releases r WHERE r.org_id = :org AND r.version = :version"};
constexpr Sql<List<Int, Text>, ReleaseColumns> kFindInProject{
    "SELECT " PICKET_RELEASE_COLUMNS
    " FROM releases r JOIN release_projects p ON p.release_id = r.id "
    "WHERE p.project_id = :project AND r.version = :version"};

// Issues that are on their way out count no more.
constexpr Sql<List<Int>, List<Int>> kIsInUse{
    "SELECT 1 FROM releases r JOIN release_projects p ON p.release_id = r.id "
    "JOIN issues i ON i.project_id = p.project_id AND i.first_release = r.version "
    "WHERE r.id = :release AND i.status IN (0, 1, 2) LIMIT 1"};
constexpr Sql<List<Int>> kRemove[] = {
    {"DELETE FROM release_environments WHERE release_id = :release"},
    {"DELETE FROM release_projects WHERE release_id = :release"},
    {"DELETE FROM releases WHERE id = :release"}};

Int placed(const ports::Release& release) {
  return to_unix_us(release.date());
}

}  // namespace

Result<std::int64_t> Releases::create(const ports::Release& release) {
  bool known = false;
  const auto read =
      work_.read(kFind, release.org.value, release.version, [&](auto&&...) { known = true; });
  if (!read) return unexpected(read.error());
  if (known) return unexpected(work_.fail({ErrorKind::conflict, "already_exists", {}}));
  const auto id =
      work_.insert(kCreate, release.org.value, release.version, to_unix_us(release.added),
                   time_or_never(release.released), time_or_never(release.started), placed(release),
                   Int{release.archived}, Int{release.announced}, release.owner.value, release.ref,
                   release.url, release.user_agent);
  if (!id) return unexpected(id.error());
  return *id;
}

Result<void> Releases::update(const ports::Release& release) {
  const Int released = time_or_never(release.released);
  const auto updated =
      held(work_.change(kUpdate, released, time_or_never(release.started), released, released,
                        Int{release.archived}, Int{release.announced}, release.owner.value,
                        release.ref, release.url, release.user_agent, release.id));
  if (!updated) return unexpected(updated.error());
  if (!*updated) return unexpected(work_.fail({ErrorKind::not_found, "no_such_release", {}}));
  return {};
}

Result<bool> Releases::add_project(std::int64_t release, ProjectId project, Timestamp now) {
  const auto there = has_place(project, release);
  if (!there) return unexpected(there.error());
  if (*there) return false;
  const auto room = make_room(project, now);
  if (!room) return unexpected(room.error());
  if (!*room) return unexpected(Error{ErrorKind::invalid_argument, "too_many_releases", {}});
  if (auto added = add_place(project, release); !added) return unexpected(added.error());
  return true;
}

Result<void> Releases::remove(std::int64_t release) {
  bool in_use = false;
  if (auto read = work_.read(kIsInUse, release, [&](Int) { in_use = true; }); !read) return read;
  if (in_use) return unexpected(Error{ErrorKind::invalid_argument, "release_in_use", {}});
  for (const auto& sql : kRemove) {
    if (auto done = without_count(work_.change(sql, release)); !done) return done;
  }
  return {};
}

Result<std::optional<ports::Release>> Releases::find(OrgId org, std::string_view version) {
  std::optional<ports::Release> found;
  const auto read = work_.read(kFind, org.value, version,
                               [&](auto&&... columns) { found = release_row(columns...); });
  if (!read) return unexpected(read.error());
  return found;
}

Result<std::optional<ports::Release>> Releases::find_in_project(ProjectId project,
                                                                std::string_view version) {
  std::optional<ports::Release> found;
  const auto read = work_.read(kFindInProject, project.value, version,
                               [&](auto&&... columns) { found = release_row(columns...); });
  if (!read) return unexpected(read.error());
  return found;
}

}  // namespace picket::adapters::meta
