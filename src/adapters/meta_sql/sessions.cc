#include "adapters/meta_sql/sessions.h"

#include <utility>

#include "adapters/meta_sql/changed_rows.h"

namespace picket::adapters::meta {
namespace {

using SessionColumns = List<Int, Int, Text, Int, Int, Int, Int, Text, Text>;
#define PICKET_SESSION_COLUMNS \
  "id, user_id, sha256_hex, created, last_seen, expires, proved, address, user_agent"

constexpr Sql<List<Int, Text, Int, Int, Int, Int, Text, Text>, List<Int>> kCreate{
    "INSERT INTO sessions (user_id, sha256_hex, created, last_seen, expires, proved, address, "
    "user_agent) VALUES (:owner, :sha, :created, :seen, :expires, :proved, :address, :agent) "
    "RETURNING id"};
constexpr Sql<List<Text>, SessionColumns> kFind{"SELECT " PICKET_SESSION_COLUMNS
                                                " FROM sessions WHERE sha256_hex = :sha"};
constexpr Sql<List<Int, Int>, SessionColumns> kList{
    "SELECT " PICKET_SESSION_COLUMNS
    " FROM sessions WHERE user_id = :owner ORDER BY id DESC LIMIT :most"};
constexpr Sql<List<Text, Int, Int>> kRenew{
    "UPDATE sessions SET sha256_hex = :sha, proved = :proved WHERE id = :id"};
constexpr Sql<List<Int, Int>> kSetLastSeen{"UPDATE sessions SET last_seen = :now WHERE id = :id"};
constexpr Sql<List<Int>> kEnd{"DELETE FROM sessions WHERE id = :id"};
constexpr Sql<List<Int, Int>> kEndOthers{
    "DELETE FROM sessions WHERE user_id = :owner AND id <> :kept"};
constexpr Sql<List<Int, Int>> kRemoveStale{
    "DELETE FROM sessions WHERE expires <= :now OR last_seen < :idle_since"};

ports::Session session_row(Int id, Int user, std::string& sha, Int created, Int seen, Int expires,
                           Int proved, std::string& address, std::string& agent) {
  return {id,
          UserId{user},
          std::move(sha),
          from_unix_us(created),
          from_unix_us(seen),
          from_unix_us(expires),
          from_unix_us(proved),
          std::move(address),
          std::move(agent)};
}

}  // namespace

Result<std::int64_t> Sessions::create(const ports::Session& session) {
  return work_.insert(kCreate, session.user.value, session.sha256_hex, to_unix_us(session.created),
                      to_unix_us(session.last_seen), to_unix_us(session.expires),
                      to_unix_us(session.proved), session.address, session.user_agent);
}

Result<std::optional<ports::Session>> Sessions::find(std::string_view sha256_hex) {
  std::optional<ports::Session> found;
  const auto done =
      work_.read(kFind, sha256_hex, [&](auto&&... columns) { found = session_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::Session>> Sessions::list(UserId user, std::size_t limit) {
  std::vector<ports::Session> sessions;
  const auto done = work_.read(kList, user.value, static_cast<Int>(limit), [&](auto&&... columns) {
    sessions.push_back(session_row(columns...));
  });
  if (!done) return unexpected(done.error());
  return sessions;
}

Result<void> Sessions::renew(std::int64_t session, std::string_view sha256_hex, Timestamp proved) {
  return without_count(work_.change(kRenew, sha256_hex, to_unix_us(proved), session));
}

Result<void> Sessions::set_last_seen(std::int64_t session, Timestamp now) {
  return without_count(work_.change(kSetLastSeen, to_unix_us(now), session));
}

Result<void> Sessions::end(std::int64_t session) {
  return without_count(work_.change(kEnd, session));
}

Result<void> Sessions::end_others(UserId user, std::int64_t kept) {
  return without_count(work_.change(kEndOthers, user.value, kept));
}

Result<void> Sessions::remove_stale(Timestamp now, Timestamp idle_since) {
  return without_count(work_.change(kRemoveStale, to_unix_us(now), to_unix_us(idle_since)));
}

}  // namespace picket::adapters::meta
