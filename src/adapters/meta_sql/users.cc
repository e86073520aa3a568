#include "adapters/meta_sql/users.h"

#include <utility>

#include "adapters/meta_sql/text_list.h"
#include "base/unicode.h"
#include "ports/users.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Text, Text, Text, Int>, List<Int>> kCreateUser{
    "INSERT INTO users (email, email_lower, password_hash, created) "
    "VALUES (:email, :email_lower, :hash, :created) RETURNING id"};
constexpr Sql<List<Text>, List<Int, Text, Text, Int>> kFindUser{
    "SELECT id, email, password_hash, created FROM users WHERE email_lower = :email_lower"};
constexpr Sql<List<Int, Int, Text, Text, Text, Int>, List<Int>> kCreateToken{
    "INSERT INTO api_tokens (org_id, user_id, name, sha256_hex, scopes, created) "
    "VALUES (:org, NULLIF(:owner, 0), :name, :sha, :scopes, :created) RETURNING id"};
constexpr Sql<List<Text>, List<Int, Int, Int, Text, Text, Text, Int>> kFindToken{
    "SELECT id, org_id, COALESCE(user_id, 0), name, sha256_hex, scopes, created FROM api_tokens "
    "WHERE sha256_hex = :sha"};

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

}  // namespace

Result<UserId> Users::create_user(const ports::User& user) {
  return work_
      .insert(kCreateUser, user.email, lower(user.email), user.password_hash,
              to_unix_us(user.created))
      .map([](Int id) { return UserId{id}; });
}

Result<std::optional<ports::User>> Users::find_user(std::string_view email) {
  std::optional<ports::User> found;
  const auto done = work_.read(
      kFindUser, lower(email), [&](Int id, std::string& stored, std::string& hash, Int created) {
        found = ports::User{UserId{id}, std::move(stored), std::move(hash), from_unix_us(created)};
      });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::int64_t> Users::create_token(const ports::ApiToken& token) {
  const auto scopes = join_text_list(token.scopes);
  if (!scopes) return unexpected(scopes.error());
  return work_.insert(kCreateToken, token.org.value, token.user.value, token.name, token.sha256_hex,
                      *scopes, to_unix_us(token.created));
}

Result<std::optional<ports::ApiToken>> Users::find_token(std::string_view sha256_hex) {
  std::optional<ports::ApiToken> found;
  const auto done = work_.read(kFindToken, sha256_hex,
                               [&](Int id, Int org, Int user, std::string& name, std::string& sha,
                                   const std::string& scopes, Int created) {
                                 found = ports::ApiToken{id,
                                                         OrgId{org},
                                                         UserId{user},
                                                         std::move(name),
                                                         std::move(sha),
                                                         split_text_list(scopes),
                                                         from_unix_us(created)};
                               });
  if (!done) return unexpected(done.error());
  return found;
}

}  // namespace picket::adapters::meta
