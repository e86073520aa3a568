#include "adapters/meta_sql/users.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/issue_query.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/optional_time.h"
#include "base/unicode.h"

namespace picket::adapters::meta {
namespace {

using UserColumns = List<Int, Text, Text, Int, Text, Int, Text, Int, Int, Int>;
#define PICKET_USER_COLUMNS                                                             \
  "id, email, password_hash, created, name, active, options, last_login, last_active, " \
  "email_verified"

constexpr Sql<List<Text, Text, Text, Int, Text, Text, Int, Text, Int, Int, Int>, List<Int>>
    kCreateUser{
        "INSERT INTO users (email, email_lower, password_hash, created, name, name_lower, active, "
        "options, last_login, last_active, email_verified) VALUES (:email, :email_lower, :hash, "
        ":created, :name, :name_lower, :active, :options, :login, :seen, :verified) RETURNING id"};
constexpr Sql<List<Text>, UserColumns> kFindUser{"SELECT " PICKET_USER_COLUMNS
                                                 " FROM users WHERE email_lower = :email_lower"};
constexpr Sql<List<Int>, UserColumns> kGetUser{"SELECT " PICKET_USER_COLUMNS
                                               " FROM users WHERE id = :id"};
constexpr Sql<List<Text, Text, Int, Text, Int>> kUpdateUser{
    "UPDATE users SET name = :name, name_lower = :name_lower, active = :active, options = :options "
    "WHERE id = :id"};
constexpr Sql<List<Text, Int>> kSetPassword{
    "UPDATE users SET password_hash = :hash WHERE id = :id"};
constexpr Sql<List<Int>> kRemoveResetLink{"DELETE FROM reset_links WHERE user_id = :id"};
// No address that people have ends in this: RFC 2606 keeps it free.
constexpr Sql<List<Int>> kBlank{
    "UPDATE users SET email = 'deleted-' || id || '@deleted.invalid', "
    "email_lower = 'deleted-' || id || '@deleted.invalid', email_verified = 0, "
    "name = 'Deleted user', name_lower = 'deleted user', password_hash = '', active = 0, "
    "options = '{}' WHERE id = :owner"};
constexpr Sql<List<Int>> kForget[] = {{"DELETE FROM user_emails WHERE user_id = :owner"},
                                      {"DELETE FROM sessions WHERE user_id = :owner"},
                                      {"DELETE FROM recovery_codes WHERE user_id = :owner"},
                                      {"DELETE FROM totp_factors WHERE user_id = :owner"},
                                      {"DELETE FROM reset_links WHERE user_id = :owner"},
                                      {"DELETE FROM tokens WHERE user_id = :owner"},
                                      {"DELETE FROM project_bookmarks WHERE user_id = :owner"},
                                      {"DELETE FROM saved_searches WHERE user_id = :owner AND "
                                       "visibility <> 0"},
                                      {"DELETE FROM recent_searches WHERE user_id = :owner"},
                                      {"DELETE FROM discover_queries WHERE user_id = :owner AND "
                                       "homepage = 1"},
                                      kBlank};
constexpr Sql<List<Int, Int>> kSetLastLogin{"UPDATE users SET last_login = :now WHERE id = :id"};
constexpr Sql<List<Int, Int>> kSetLastActive{"UPDATE users SET last_active = :now WHERE id = :id"};

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

ports::User user_row(Int id, std::string& email, std::string& hash, Int created, std::string& name,
                     Int active, std::string& options, Int login, Int seen, Int verified) {
  return {UserId{id},          std::move(email), std::move(hash),    from_unix_us(created),
          std::move(name),     active != 0,      std::move(options), never_or_time(login),
          never_or_time(seen), verified != 0};
}

}  // namespace

Result<UserId> Users::create_user(const ports::User& user) {
  return work_
      .insert(kCreateUser, user.email, lower(user.email), user.password_hash,
              to_unix_us(user.created), user.name, lower(user.name), Int{user.active},
              user.options_json, time_or_never(user.last_login), time_or_never(user.last_active),
              Int{user.email_verified})
      .map([](Int id) { return UserId{id}; });
}

Result<std::optional<ports::User>> Users::find_user(std::string_view email) {
  std::optional<ports::User> found;
  const auto done =
      work_.read(kFindUser, lower(email), [&](auto&&... columns) { found = user_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<ports::User>> Users::get_user(UserId user) {
  std::optional<ports::User> found;
  const auto done =
      work_.read(kGetUser, user.value, [&](auto&&... columns) { found = user_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::User>> Users::get_users(std::span<const UserId> ids) {
  std::vector<ports::User> users;
  if (ids.empty()) return users;
  if (ids.size() > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_users", {}});
  const auto done = work_.read_once<List<>, UserColumns>(
      fmt::format("SELECT " PICKET_USER_COLUMNS " FROM users WHERE id IN ({}) ORDER BY id",
                  number_list(ids)),
      [&](auto&&... columns) { users.push_back(user_row(columns...)); });
  if (!done) return unexpected(done.error());
  return users;
}

Result<std::vector<ports::User>> Users::list_users(const ports::UserQuery& query) {
  const auto refuse = [](std::string_view code) {
    return unexpected(Error{ErrorKind::invalid_argument, code, {}});
  };
  if (query.text.size() > kMaxSearchText) return refuse("search_text_too_long");
  if (query.limit > kMaxListed) return refuse("limit_too_large");
  if (query.offset > kMaxListOffset) return refuse("offset_too_large");
  std::vector<ports::User> users;
  const std::string pattern = like_pattern(lower(query.text));
  const auto done = work_.read_once<List<Text, Text>, UserColumns>(
      fmt::format("SELECT " PICKET_USER_COLUMNS
                  " FROM users WHERE email_lower NOT LIKE '%@deleted.invalid' AND "
                  "(email_lower LIKE :pattern ESCAPE '!' OR name_lower LIKE :same_pattern ESCAPE "
                  "'!') ORDER BY id LIMIT {} OFFSET {}",
                  query.limit, query.offset),
      pattern, pattern, [&](auto&&... columns) { users.push_back(user_row(columns...)); });
  if (!done) return unexpected(done.error());
  return users;
}

Result<void> Users::update_user(const ports::User& user) {
  return without_count(work_.change(kUpdateUser, user.name, lower(user.name), Int{user.active},
                                    user.options_json, user.id.value));
}

Result<void> Users::set_password(UserId user, std::string_view password_hash) {
  if (auto removed = without_count(work_.change(kRemoveResetLink, user.value)); !removed)
    return removed;
  return without_count(work_.change(kSetPassword, password_hash, user.value));
}

Result<void> Users::set_last_login(UserId user, Timestamp now) {
  return without_count(work_.change(kSetLastLogin, to_unix_us(now), user.value));
}

Result<void> Users::set_last_active(UserId user, Timestamp now) {
  return without_count(work_.change(kSetLastActive, to_unix_us(now), user.value));
}

Result<void> Users::erase_user(UserId user) {
  for (const auto& sql : kForget) {
    if (auto done = without_count(work_.change(sql, user.value)); !done) return done;
  }
  return {};
}

}  // namespace picket::adapters::meta
