// What nobody wants to hear of any more.
#include <utility>
#include <vector>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/limits.h"

namespace picket::adapters::meta {
namespace {

#define PICKET_TOMBSTONE_COLUMNS                                                       \
  "id, project_id, level, type, platform, logger, title, culprit, metadata, message, " \
  "actor_id, created, last_seen, times_seen"
using TombstoneColumns =
    List<Int, Int, Int, Text, Text, Text, Text, Text, Text, Text, Int, Int, Int, Int>;

constexpr Sql<List<Int>, List<Int, Int>> kCountHashes{
    "SELECT i.project_id, (SELECT COUNT(*) FROM group_hashes g WHERE g.issue_id = i.id) + "
    "(SELECT COUNT(*) FROM tombstone_hashes t WHERE t.project_id = i.project_id) "
    "FROM issues i WHERE i.id = :issue AND i.status < 3"};
constexpr Sql<List<Int, Int, Int>, List<Int>> kBury{
    "INSERT INTO tombstones (project_id, level, type, platform, logger, title, culprit, metadata, "
    "message, actor_id, created, last_seen, times_seen) SELECT i.project_id, i.level, f.type, "
    "f.platform, f.logger, f.title, f.culprit, f.metadata, f.message, :actor, :created, "
    "i.last_seen, 0 FROM issues i JOIN issue_facts f ON f.issue_id = i.id WHERE i.id = :issue "
    "RETURNING id"};
constexpr Sql<List<Int, Int>> kBuryHashes{
    "INSERT INTO tombstone_hashes (project_id, hash, tombstone_id) SELECT project_id, hash, "
    ":tombstone FROM group_hashes WHERE issue_id = :issue ON CONFLICT (project_id, hash) "
    "DO UPDATE SET tombstone_id = excluded.tombstone_id"};
constexpr Sql<List<>> kMoveVersion{"UPDATE tombstone_version SET version = version + 1"};
constexpr Sql<List<>, List<Int>> kVersion{"SELECT version FROM tombstone_version"};

constexpr Sql<List<Int, Int, Int>, TombstoneColumns> kList{
    "SELECT " PICKET_TOMBSTONE_COLUMNS
    " FROM tombstones WHERE project_id = :project ORDER BY id DESC LIMIT :most OFFSET :start"};
constexpr Sql<List<Int>, TombstoneColumns> kFind{"SELECT " PICKET_TOMBSTONE_COLUMNS
                                                 " FROM tombstones WHERE id = :id"};
constexpr Sql<List<Int>> kForgetHashes{
    "DELETE FROM tombstone_hashes WHERE tombstone_id = :tombstone"};
constexpr Sql<List<Int>> kForget{"DELETE FROM tombstones WHERE id = :tombstone"};
constexpr Sql<List<>, List<Int, Text, Int>> kHashes{
    "SELECT project_id, hash, tombstone_id FROM tombstone_hashes ORDER BY project_id, hash"};
constexpr Sql<List<Int, Int, Int, Int>> kCount{
    "UPDATE tombstones SET times_seen = times_seen + :events, last_seen = CASE WHEN :last1 > "
    "last_seen THEN :last2 ELSE last_seen END WHERE id = :tombstone"};

domain::Tombstone tombstone_row(Int id, Int project, Int level, std::string& type,
                                std::string& platform, std::string& logger, std::string& title,
                                std::string& culprit, std::string& metadata, std::string& message,
                                Int actor, Int created, Int last_seen, Int times_seen) {
  return {id,
          ProjectId{project},
          {static_cast<domain::Level>(level),
           std::move(type),
           std::move(platform),
           std::move(logger),
           std::move(title),
           std::move(culprit),
           std::move(metadata),
           std::move(message),
           {}},
          UserId{actor},
          from_unix_us(created),
          from_unix_us(last_seen),
          times_seen};
}

}  // namespace

Result<std::int64_t> Issues::discard(IssueId issue, UserId actor, Timestamp at) {
  Int project = 0;
  Int hashes = 0;
  const auto counted = work_.read(kCountHashes, issue.value, [&](Int of, Int count) {
    project = of;
    hashes = count;
  });
  if (!counted) return unexpected(counted.error());
  if (project == 0) return unexpected(work_.fail({ErrorKind::not_found, "no_such_issue", {}}));
  if (hashes > kMaxDiscardedHashes)
    return unexpected(work_.fail({ErrorKind::conflict, "too_many_tombstones", {}}));
  const auto id = work_.insert(kBury, actor.value, to_unix_us(at), issue.value);
  if (!id) return unexpected(id.error());
  if (const auto done = work_.change(kBuryHashes, *id, issue.value); !done)
    return unexpected(done.error());
  if (const auto hidden = begin_deletion(issue); !hidden) return unexpected(hidden.error());
  if (const auto done = work_.change(kMoveVersion); !done) return unexpected(done.error());
  return *id;
}

Result<std::vector<domain::Tombstone>> Issues::tombstones(ProjectId project, std::size_t offset,
                                                          std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<domain::Tombstone> found;
  const auto read =
      work_.read(kList, project.value, static_cast<Int>(limit), static_cast<Int>(offset),
                 [&](auto&&... columns) { found.push_back(tombstone_row(columns...)); });
  if (!read) return unexpected(read.error());
  return found;
}

Result<std::optional<domain::Tombstone>> Issues::find_tombstone(std::int64_t id) {
  std::optional<domain::Tombstone> found;
  const auto read =
      work_.read(kFind, id, [&](auto&&... columns) { found = tombstone_row(columns...); });
  if (!read) return unexpected(read.error());
  return found;
}

Result<void> Issues::remove_tombstone(std::int64_t id) {
  if (const auto done = work_.change(kForgetHashes, id); !done) return unexpected(done.error());
  if (auto gone = found(work_.change(kForget, id), "no_such_tombstone"); !gone) return gone;
  return without_count(work_.change(kMoveVersion));
}

Result<std::int64_t> Issues::tombstone_version() {
  Int version = 0;
  const auto read = work_.read(kVersion, [&](Int one) { version = one; });
  if (!read) return unexpected(read.error());
  return version;
}

Result<std::vector<domain::DiscardedHash>> Issues::discarded_hashes() {
  std::vector<domain::DiscardedHash> hashes;
  const auto read = work_.read(kHashes, [&](Int project, std::string& hash, Int tombstone) {
    hashes.push_back({ProjectId{project}, std::move(hash), tombstone});
  });
  if (!read) return unexpected(read.error());
  return hashes;
}

Result<void> Issues::count_discarded(std::span<const domain::DiscardCount> counts) {
  for (const domain::DiscardCount& count : counts) {
    const Int last = to_unix_us(count.last_seen);
    const auto done = work_.change(kCount, count.events, last, last, count.tombstone);
    if (!done) return unexpected(done.error());
  }
  return {};
}

}  // namespace picket::adapters::meta
