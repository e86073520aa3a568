#include "adapters/meta_sql/emails.h"

#include <string>
#include <utility>

#include "adapters/meta_sql/changed_rows.h"
#include "base/unicode.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int>, List<Int, Text, Int>> kList{
    "SELECT id, email, verified FROM user_emails WHERE user_id = :owner ORDER BY id"};
constexpr Sql<List<Int, Text, Text>, List<Int>> kAdd{
    "INSERT INTO user_emails (user_id, email, email_lower, verified) "
    "VALUES (:owner, :email, :email_lower, 0) RETURNING id"};
constexpr Sql<List<Int, Text>> kRemove{
    "DELETE FROM user_emails WHERE user_id = :owner AND email_lower = :email_lower"};
constexpr Sql<List<Int, Text>, List<Text, Int>> kFind{
    "SELECT email, verified FROM user_emails WHERE user_id = :owner AND email_lower = "
    ":email_lower"};
constexpr Sql<List<Int>> kKeepOld{
    "INSERT INTO user_emails (user_id, email, email_lower, verified) "
    "SELECT id, email, email_lower, email_verified FROM users WHERE id = :owner"};
constexpr Sql<List<Text, Text, Int, Int>> kSetPrimary{
    "UPDATE users SET email = :email, email_lower = :email_lower, email_verified = :verified "
    "WHERE id = :owner"};

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

}  // namespace

Result<std::vector<ports::UserEmail>> Emails::list(UserId user) {
  std::vector<ports::UserEmail> emails;
  const auto done = work_.read(kList, user.value, [&](Int id, std::string& email, Int verified) {
    emails.push_back({id, std::move(email), verified != 0});
  });
  if (!done) return unexpected(done.error());
  return emails;
}

Result<std::int64_t> Emails::add(UserId user, std::string_view email) {
  return work_.insert(kAdd, user.value, email, lower(email));
}

Result<bool> Emails::remove(UserId user, std::string_view email) {
  return held(work_.change(kRemove, user.value, lower(email)));
}

Result<bool> Emails::make_primary(UserId user, std::string_view email) {
  const std::string lowered = lower(email);
  std::string written;
  Int verified = 0;
  const auto found =
      work_.read(kFind, user.value, lowered, [&](std::string& text, Int is_verified) {
        written = std::move(text);
        verified = is_verified;
      });
  if (!found) return unexpected(found.error());
  if (written.empty()) return false;
  if (auto kept = without_count(work_.change(kKeepOld, user.value)); !kept)
    return unexpected(kept.error());
  if (auto removed = without_count(work_.change(kRemove, user.value, lowered)); !removed)
    return unexpected(removed.error());
  return held(work_.change(kSetPrimary, written, lowered, verified, user.value));
}

}  // namespace picket::adapters::meta
