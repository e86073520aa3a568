#include "adapters/meta_sql/factors.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/optional_time.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text, Int, Int, Int>, List<Int>> kAddTotp{
    "INSERT INTO totp_factors (user_id, sealed_secret, last_counter, created, last_used) "
    "VALUES (:owner, :secret, :counter, :created, :used) RETURNING id"};
constexpr Sql<List<Int>, List<Int, Int, Text, Int, Int, Int>> kFindTotp{
    "SELECT id, user_id, sealed_secret, last_counter, created, last_used FROM totp_factors "
    "WHERE user_id = :owner"};
constexpr Sql<List<Int, Int>, List<Int, Int, Text, Int, Int, Int>> kListTotp{
    "SELECT id, user_id, sealed_secret, last_counter, created, last_used FROM totp_factors "
    "WHERE user_id > :after ORDER BY user_id LIMIT :most"};
constexpr Sql<List<Int, Int, Int, Int>> kUseTotp{
    "UPDATE totp_factors SET last_counter = :counter, last_used = :now "
    "WHERE user_id = :owner AND last_counter < :before"};
constexpr Sql<List<Int>> kRemoveTotp{"DELETE FROM totp_factors WHERE user_id = :owner"};

constexpr Sql<List<Int>> kRemoveCodes{"DELETE FROM recovery_codes WHERE user_id = :owner"};
constexpr Sql<List<Int, Text, Int>> kAddCode{
    "INSERT INTO recovery_codes (user_id, code_hash, created, used) "
    "VALUES (:owner, :hash, :created, 0)"};
constexpr Sql<List<Int, Int, Text>> kUseCode{
    "UPDATE recovery_codes SET used = :now "
    "WHERE user_id = :owner AND code_hash = :hash AND used = 0"};
constexpr Sql<List<Int>, List<Int, Int, Int>> kCodesLeft{
    "SELECT COALESCE(SUM(CASE WHEN used = 0 THEN 1 ELSE 0 END), 0), COALESCE(MAX(created), 0), "
    "COALESCE(MAX(used), 0) FROM recovery_codes WHERE user_id = :owner"};

constexpr Sql<List<Int>> kRemoveLink{"DELETE FROM reset_links WHERE user_id = :owner"};
constexpr Sql<List<Int, Text, Int>> kAddLink{
    "INSERT INTO reset_links (user_id, sha256_hex, expires) VALUES (:owner, :sha, :expires)"};
constexpr Sql<List<Int, Text, Int>> kUseLink{
    "DELETE FROM reset_links WHERE user_id = :owner AND sha256_hex = :sha AND expires > :now"};

ports::TotpFactor totp_row(Int id, Int owner, std::string& secret, Int counter, Int created,
                           Int used) {
  return {id,      UserId{owner},         std::move(secret),
          counter, from_unix_us(created), never_or_time(used)};
}

}  // namespace

Result<std::int64_t> Factors::add_totp(const ports::TotpFactor& factor) {
  return work_.insert(kAddTotp, factor.user.value, factor.sealed_secret, factor.last_counter,
                      to_unix_us(factor.created), time_or_never(factor.last_used));
}

Result<std::optional<ports::TotpFactor>> Factors::find_totp(UserId user) {
  std::optional<ports::TotpFactor> found;
  const auto done =
      work_.read(kFindTotp, user.value, [&](auto&&... columns) { found = totp_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::TotpFactor>> Factors::list_totp(UserId after, std::size_t limit) {
  if (limit > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  std::vector<ports::TotpFactor> found;
  const auto done = work_.read(kListTotp, after.value, static_cast<Int>(limit),
                               [&](auto&&... columns) { found.push_back(totp_row(columns...)); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<UserId>> Factors::with_totp(std::span<const UserId> users) {
  std::vector<UserId> found;
  if (users.empty()) return found;
  if (users.size() > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_users", {}});
  const auto done = work_.read_once<List<>, List<Int>>(
      fmt::format("SELECT user_id FROM totp_factors WHERE user_id IN ({}) ORDER BY user_id",
                  number_list(users)),
      [&](Int user) { found.push_back(UserId{user}); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<bool> Factors::use_totp(UserId user, std::int64_t counter, Timestamp now) {
  return held(work_.change(kUseTotp, counter, to_unix_us(now), user.value, counter));
}

Result<void> Factors::remove_totp(UserId user) {
  if (auto removed = without_count(work_.change(kRemoveCodes, user.value)); !removed)
    return removed;
  return without_count(work_.change(kRemoveTotp, user.value));
}

Result<void> Factors::replace_recovery_codes(UserId user, const std::vector<std::string>& hashes,
                                             Timestamp now) {
  if (auto removed = without_count(work_.change(kRemoveCodes, user.value)); !removed)
    return removed;
  for (const std::string& hash : hashes) {
    const auto added = work_.change(kAddCode, user.value, hash, to_unix_us(now));
    if (!added) return unexpected(added.error());
  }
  return {};
}

Result<bool> Factors::use_recovery_code(UserId user, std::string_view hash, Timestamp now) {
  return held(work_.change(kUseCode, to_unix_us(now), user.value, hash));
}

Result<ports::RecoveryCodesLeft> Factors::recovery_codes(UserId user) {
  ports::RecoveryCodesLeft left;
  const auto done = work_.read(kCodesLeft, user.value, [&](Int codes, Int created, Int used) {
    left = {static_cast<std::size_t>(codes), never_or_time(created), never_or_time(used)};
  });
  if (!done) return unexpected(done.error());
  return left;
}

Result<void> Factors::put_reset_link(const ports::ResetLink& link) {
  if (auto removed = without_count(work_.change(kRemoveLink, link.user.value)); !removed)
    return removed;
  return without_count(
      work_.change(kAddLink, link.user.value, link.sha256_hex, to_unix_us(link.expires)));
}

Result<bool> Factors::use_reset_link(UserId user, std::string_view sha256_hex, Timestamp now) {
  return held(work_.change(kUseLink, user.value, sha256_hex, to_unix_us(now)));
}

}  // namespace picket::adapters::meta
