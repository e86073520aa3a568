#include "adapters/meta_sql/tokens.h"

#include <utility>

#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/optional_time.h"
#include "adapters/meta_sql/text_list.h"

namespace picket::adapters::meta {
namespace {

using TokenColumns = List<Int, Int, Int, Text, Text, Text, Int, Text, Int, Int>;
#define PICKET_TOKEN_COLUMNS                                                           \
  "id, COALESCE(org_id, 0), COALESCE(user_id, 0), name, sha256_hex, scopes, created, " \
  "last_characters, expires, last_used"

constexpr Sql<List<Int, Int, Text, Text, Text, Int, Text, Int, Int>, List<Int>> kCreate{
    "INSERT INTO tokens (org_id, user_id, name, sha256_hex, scopes, created, last_characters, "
    "expires, last_used) VALUES (NULLIF(:org, 0), NULLIF(:owner, 0), :name, :sha, :scopes, "
    ":created, :last, :expires, :used) RETURNING id"};
constexpr Sql<List<Text>, TokenColumns> kFind{"SELECT " PICKET_TOKEN_COLUMNS
                                              " FROM tokens WHERE sha256_hex = :sha"};
constexpr Sql<List<Int, Int>, TokenColumns> kListOfUser{
    "SELECT " PICKET_TOKEN_COLUMNS
    " FROM tokens WHERE user_id = :owner ORDER BY id DESC LIMIT :most"};
constexpr Sql<List<Int, Int>, TokenColumns> kListOfOrg{
    "SELECT " PICKET_TOKEN_COLUMNS
    " FROM tokens WHERE org_id = :org AND user_id IS NULL ORDER BY id DESC LIMIT :most"};
constexpr Sql<List<Text, Int>> kRename{"UPDATE tokens SET name = :name WHERE id = :id"};
constexpr Sql<List<Int, Int>> kSetLastUsed{"UPDATE tokens SET last_used = :now WHERE id = :id"};
constexpr Sql<List<Int>> kRevoke{"DELETE FROM tokens WHERE id = :id"};

ports::ApiToken token_row(Int id, Int org, Int user, std::string& name, std::string& sha,
                          const std::string& scopes, Int created, std::string& last, Int expires,
                          Int used) {
  return {id,
          OrgId{org},
          UserId{user},
          std::move(name),
          std::move(sha),
          split_text_list(scopes),
          from_unix_us(created),
          std::move(last),
          never_or_time(expires),
          never_or_time(used)};
}

}  // namespace

Result<std::int64_t> Tokens::create(const ports::ApiToken& token) {
  const auto scopes = join_text_list(token.scopes);
  if (!scopes) return unexpected(scopes.error());
  return work_.insert(kCreate, token.org.value, token.user.value, token.name, token.sha256_hex,
                      *scopes, to_unix_us(token.created), token.last_characters,
                      time_or_never(token.expires), time_or_never(token.last_used));
}

Result<std::optional<ports::ApiToken>> Tokens::find(std::string_view sha256_hex) {
  std::optional<ports::ApiToken> found;
  const auto done =
      work_.read(kFind, sha256_hex, [&](auto&&... columns) { found = token_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::ApiToken>> Tokens::list_of_user(UserId user, std::size_t limit) {
  std::vector<ports::ApiToken> tokens;
  const auto done = work_.read(kListOfUser, user.value, static_cast<Int>(limit),
                               [&](auto&&... columns) { tokens.push_back(token_row(columns...)); });
  if (!done) return unexpected(done.error());
  return tokens;
}

Result<std::vector<ports::ApiToken>> Tokens::list_of_org(OrgId org, std::size_t limit) {
  std::vector<ports::ApiToken> tokens;
  const auto done = work_.read(kListOfOrg, org.value, static_cast<Int>(limit),
                               [&](auto&&... columns) { tokens.push_back(token_row(columns...)); });
  if (!done) return unexpected(done.error());
  return tokens;
}

Result<void> Tokens::rename(std::int64_t token, std::string_view name) {
  return without_count(work_.change(kRename, name, token));
}

Result<void> Tokens::set_last_used(std::int64_t token, Timestamp now) {
  return without_count(work_.change(kSetLastUsed, to_unix_us(now), token));
}

Result<void> Tokens::revoke(std::int64_t token) {
  return without_count(work_.change(kRevoke, token));
}

}  // namespace picket::adapters::meta
