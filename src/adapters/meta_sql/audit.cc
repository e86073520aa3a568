#include "adapters/meta_sql/audit.h"

#include <limits>
#include <utility>

#include "adapters/meta_sql/limits.h"
#include "ports/audit.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Int, Text, Int, Text, Text, Int, Int, Text>, List<Int>> kAdd{
    "INSERT INTO audit_log (org_id, created, event, actor_id, actor_label, address, target, "
    "target_user_id, data) VALUES (:org, :created, :event, :actor, :label, :address, :target, "
    ":target_user, :data) RETURNING id"};
constexpr Sql<List<Int, Text, Text, Int, Int, Int, Int, Int, Int>,
              List<Int, Int, Int, Text, Int, Text, Text, Int, Int, Text>>
    kList{
        "SELECT id, org_id, created, event, actor_id, actor_label, address, target, "
        "target_user_id, data FROM audit_log WHERE org_id = :org "
        "AND (:any_event = '' OR event = :event) AND (:any_actor = 0 OR actor_id = :actor) "
        "AND created >= :start AND created < :end ORDER BY id DESC LIMIT :most OFFSET :skipped"};

}  // namespace

Result<std::int64_t> Audit::add(const ports::AuditEntry& entry) {
  return work_.insert(kAdd, entry.org.value, to_unix_us(entry.created), entry.event,
                      entry.actor.value, entry.actor_label, entry.address, entry.target,
                      entry.target_user.value, entry.data_json);
}

Result<std::vector<ports::AuditEntry>> Audit::list(const ports::AuditQuery& query) {
  if (query.limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  if (query.offset > kMaxListOffset)
    return unexpected(Error{ErrorKind::invalid_argument, "offset_too_large", {}});
  std::vector<ports::AuditEntry> entries;
  const Int start = query.start ? to_unix_us(*query.start) : std::numeric_limits<Int>::min();
  const Int end = query.end ? to_unix_us(*query.end) : std::numeric_limits<Int>::max();
  const auto done = work_.read(
      kList, query.org.value, query.event, query.event, query.actor.value, query.actor.value, start,
      end, static_cast<Int>(query.limit), static_cast<Int>(query.offset),
      [&](Int id, Int org, Int created, std::string& event, Int actor, std::string& label,
          std::string& address, Int target, Int target_user, std::string& data) {
        entries.push_back({id, OrgId{org}, from_unix_us(created), std::move(event), UserId{actor},
                           std::move(label), std::move(address), target, UserId{target_user},
                           std::move(data)});
      });
  if (!done) return unexpected(done.error());
  return entries;
}

}  // namespace picket::adapters::meta
