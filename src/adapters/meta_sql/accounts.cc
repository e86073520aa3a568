#include "adapters/meta_sql/accounts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/meta_sql/text_list.h"
#include "base/unicode.h"

namespace picket::adapters::meta {
namespace {

constexpr std::array<std::string_view, 4> kRoles = {"member", "admin", "manager", "owner"};

constexpr Sql<List<Text, Text, Int>, List<Int>> kCreateOrg{
    "INSERT INTO organizations (slug, name, created) VALUES (:slug, :name, :created) RETURNING id"};
constexpr Sql<List<>, List<Int, Text, Text, Int>> kListOrgs{
    "SELECT id, slug, name, created FROM organizations ORDER BY id"};
constexpr Sql<List<Int, Text, Text>, List<Int>> kCreateTeam{
    "INSERT INTO teams (org_id, slug, name) VALUES (:org, :slug, :name) RETURNING id"};
constexpr Sql<List<Int>, List<Int, Text, Text>> kListTeams{
    "SELECT id, slug, name FROM teams WHERE org_id = :org ORDER BY id"};
constexpr Sql<List<Text, Text, Text, Int>, List<Int>> kCreateUser{
    "INSERT INTO users (email, email_lower, password_hash, created) "
    "VALUES (:email, :email_lower, :hash, :created) RETURNING id"};
constexpr Sql<List<Text>, List<Int, Text, Text, Int>> kFindUser{
    "SELECT id, email, password_hash, created FROM users WHERE email_lower = :email_lower"};
constexpr Sql<List<Int, Int, Text>> kSetMember{
    "INSERT INTO members (org_id, user_id, role) VALUES (:org, :member, :role) "
    "ON CONFLICT (org_id, user_id) DO UPDATE SET role = excluded.role"};
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

Result<OrgId> Accounts::create_org(const ports::Organization& org) {
  return work_.insert(kCreateOrg, org.slug, org.name, to_unix_us(org.created)).map([](Int id) {
    return OrgId{id};
  });
}

Result<std::vector<ports::Organization>> Accounts::list_orgs() {
  std::vector<ports::Organization> orgs;
  const auto done =
      work_.read(kListOrgs, [&](Int id, std::string& slug, std::string& name, Int created) {
        orgs.push_back({OrgId{id}, std::move(slug), std::move(name), from_unix_us(created)});
      });
  if (!done) return unexpected(done.error());
  return orgs;
}

Result<TeamId> Accounts::create_team(const ports::Team& team) {
  return work_.insert(kCreateTeam, team.org.value, team.slug, team.name).map([](Int id) {
    return TeamId{id};
  });
}

Result<std::vector<ports::Team>> Accounts::list_teams(OrgId org) {
  std::vector<ports::Team> teams;
  const auto done =
      work_.read(kListTeams, org.value, [&](Int id, std::string& slug, std::string& name) {
        teams.push_back({TeamId{id}, org, std::move(slug), std::move(name)});
      });
  if (!done) return unexpected(done.error());
  return teams;
}

Result<UserId> Accounts::create_user(const ports::User& user) {
  return work_
      .insert(kCreateUser, user.email, lower(user.email), user.password_hash,
              to_unix_us(user.created))
      .map([](Int id) { return UserId{id}; });
}

Result<std::optional<ports::User>> Accounts::find_user(std::string_view email) {
  std::optional<ports::User> found;
  const auto done = work_.read(
      kFindUser, lower(email), [&](Int id, std::string& stored, std::string& hash, Int created) {
        found = ports::User{UserId{id}, std::move(stored), std::move(hash), from_unix_us(created)};
      });
  if (!done) return unexpected(done.error());
  return found;
}

Result<void> Accounts::set_member(OrgId org, UserId user, std::string_view role) {
  if (std::find(kRoles.begin(), kRoles.end(), role) == kRoles.end()) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_role", std::string(role)});
  }
  const auto done = work_.change(kSetMember, org.value, user.value, role);
  if (!done) return unexpected(done.error());
  return {};
}

Result<std::int64_t> Accounts::create_token(const ports::ApiToken& token) {
  const auto scopes = join_text_list(token.scopes);
  if (!scopes) return unexpected(scopes.error());
  return work_.insert(kCreateToken, token.org.value, token.user.value, token.name, token.sha256_hex,
                      *scopes, to_unix_us(token.created));
}

Result<std::optional<ports::ApiToken>> Accounts::find_token(std::string_view sha256_hex) {
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
