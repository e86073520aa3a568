// Members, invitations and places in teams.
#include <string>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/issue_query.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "adapters/meta_sql/organizations.h"
#include "base/unicode.h"
#include "ports/organizations.h"

namespace picket::adapters::meta {
namespace {

using domain::access::MemberId;
using domain::access::OrgRole;

using MemberColumns = List<Int, Int, Int, Text, Text, Int, Int, Text, Int, Int>;
#define PICKET_MEMBER_COLUMNS                                            \
  "m.id, m.org_id, COALESCE(m.user_id, 0), m.email, m.role, m.created, " \
  "COALESCE(m.inviter_id, 0), m.invite_sha256, COALESCE(m.invite_expires, 0), m.version"

constexpr Sql<List<Int, Int, Text, Text, Text, Int, Int, Text, Int>, List<Int>> kAdd{
    "INSERT INTO org_members (org_id, user_id, email, email_lower, role, created, inviter_id, "
    "invite_sha256, invite_expires, version) VALUES (:org, NULLIF(:member, 0), :email, "
    ":email_lower, :role, :created, NULLIF(:inviter, 0), :sha, NULLIF(:expires, 0), 1) "
    "RETURNING id"};
constexpr Sql<List<Int>, MemberColumns> kGet{"SELECT " PICKET_MEMBER_COLUMNS
                                             " FROM org_members m WHERE m.id = :id"};
constexpr Sql<List<Int>, MemberColumns> kMemberships{
    "SELECT " PICKET_MEMBER_COLUMNS
    " FROM org_members m JOIN organizations o ON o.id = m.org_id "
    "WHERE m.user_id = :member AND o.deleted = 0 ORDER BY m.org_id"};
constexpr Sql<List<Int, Text, Text, Text, Text, Int, Int, Int>> kUpdate{
    "UPDATE org_members SET user_id = NULLIF(:member, 0), email = :email, "
    "email_lower = :email_lower, role = :role, invite_sha256 = :sha, "
    "invite_expires = NULLIF(:expires, 0), version = version + 1 "
    "WHERE id = :id AND version = :version"};
constexpr Sql<List<Int>> kRemovePlaces{"DELETE FROM team_places WHERE member_id = :id"};
constexpr Sql<List<Int>> kRemove{"DELETE FROM org_members WHERE id = :id"};
constexpr Sql<List<Int, Int, Text>> kSetPlace{
    "INSERT INTO team_places (team_id, member_id, role) VALUES (:team, :member, :role) "
    "ON CONFLICT (team_id, member_id) DO UPDATE SET role = excluded.role"};
constexpr Sql<List<Int, Int>> kRemovePlace{
    "DELETE FROM team_places WHERE team_id = :team AND member_id = :member"};

std::string lower(std::string_view text) {
  std::string lowered;
  unicode::append_lower(text, lowered);
  return lowered;
}

Int expiry(const ports::Member& member) {
  return member.invite_expires ? to_unix_us(*member.invite_expires) : 0;
}

/// A role that a newer program wrote gives no more than the least.
ports::Member member_row(Int id, Int org, Int user, std::string& email, const std::string& role,
                         Int created, Int inviter, std::string& sha, Int expires, Int version) {
  ports::Member member{MemberId{id},
                       OrgId{org},
                       UserId{user},
                       std::move(email),
                       domain::access::parse_org_role(role).value_or(OrgRole::member),
                       from_unix_us(created),
                       UserId{inviter},
                       std::move(sha),
                       std::nullopt,
                       version};
  if (expires != 0) member.invite_expires = from_unix_us(expires);
  return member;
}

Result<void> check(const ports::MemberQuery& query) {
  const auto refuse = [](std::string_view code) {
    return unexpected(Error{ErrorKind::invalid_argument, code, {}});
  };
  if (query.text.size() > kMaxSearchText) return refuse("search_text_too_long");
  if (query.limit > kMaxListed) return refuse("limit_too_large");
  if (query.teams.size() > kMaxListed) return refuse("too_many_teams");
  if (query.offset > kMaxListOffset) return refuse("offset_too_large");
  return {};
}

/// All patterns are always bound: an empty text matches everything, an address only itself.
std::string condition(const ports::MemberQuery& query) {
  std::string text = fmt::format(
      "m.org_id = {} AND (m.email_lower LIKE :pattern ESCAPE '!' OR EXISTS (SELECT 1 FROM users u "
      "WHERE u.id = m.user_id AND u.name_lower LIKE :same_pattern ESCAPE '!')) "
      "AND (:any = '' OR m.email_lower = :email_lower)",
      query.org.value);
  if (query.user) text += fmt::format(" AND m.user_id = {}", query.user.value);
  if (query.role) text += fmt::format(" AND m.role = '{}'", domain::access::to_string(*query.role));
  if (query.invited)
    text += *query.invited ? " AND m.user_id IS NULL" : " AND m.user_id IS NOT NULL";
  if (query.id) text += fmt::format(" AND m.id = {}", query.id.value);
  if (query.active)
    text += " AND EXISTS (SELECT 1 FROM users a WHERE a.id = m.user_id AND a.active = 1)";
  if (query.inviter) text += fmt::format(" AND m.inviter_id = {}", query.inviter.value);
  if (!query.teams.empty()) {
    text += fmt::format(
        " AND EXISTS (SELECT 1 FROM team_places p WHERE p.member_id = m.id AND p.team_id IN ({}))",
        number_list(query.teams));
  }
  return text;
}

}  // namespace

Result<MemberId> Organizations::add_member(const ports::Member& member) {
  return work_
      .insert(kAdd, member.org.value, member.user.value, member.email, lower(member.email),
              domain::access::to_string(member.role), to_unix_us(member.created),
              member.inviter.value, member.invite_sha256, expiry(member))
      .map([](Int id) { return MemberId{id}; });
}

Result<std::optional<ports::Member>> Organizations::get_member(MemberId member) {
  std::optional<ports::Member> found;
  const auto done =
      work_.read(kGet, member.value, [&](auto&&... columns) { found = member_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::Member>> Organizations::list_members(const ports::MemberQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  std::vector<ports::Member> members;
  const std::string email = lower(query.email.value_or(""));
  const std::string pattern = like_pattern(lower(query.text));
  const auto done = work_.read_once<List<Text, Text, Text, Text>, MemberColumns>(
      fmt::format("SELECT " PICKET_MEMBER_COLUMNS
                  " FROM org_members m WHERE {} ORDER BY m.id LIMIT {} OFFSET {}",
                  condition(query), query.limit, query.offset),
      pattern, pattern, email, email,
      [&](auto&&... columns) { members.push_back(member_row(columns...)); });
  if (!done) return unexpected(done.error());
  return members;
}

Result<std::int64_t> Organizations::count_members(const ports::MemberQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  std::int64_t count = 0;
  const std::string email = lower(query.email.value_or(""));
  const std::string pattern = like_pattern(lower(query.text));
  const auto done = work_.read_once<List<Text, Text, Text, Text>, List<Int>>(
      fmt::format("SELECT COUNT(*) FROM org_members m WHERE {}", condition(query)), pattern,
      pattern, email, email, [&](Int n) { count = n; });
  if (!done) return unexpected(done.error());
  return count;
}

Result<std::vector<ports::Member>> Organizations::memberships(UserId user) {
  std::vector<ports::Member> members;
  const auto done = work_.read(kMemberships, user.value, [&](auto&&... columns) {
    members.push_back(member_row(columns...));
  });
  if (!done) return unexpected(done.error());
  return members;
}

Result<void> Organizations::update_member(const ports::Member& member) {
  return changed_one(work_.change(kUpdate, member.user.value, member.email, lower(member.email),
                                  domain::access::to_string(member.role), member.invite_sha256,
                                  expiry(member), member.id.value, member.version));
}

Result<void> Organizations::remove_member(MemberId member) {
  for (const auto* const sql : {&kRemovePlaces, &kRemove}) {
    if (const auto done = work_.change(*sql, member.value); !done) return unexpected(done.error());
  }
  return {};
}

Result<void> Organizations::set_team_member(const ports::TeamMember& place) {
  const std::string_view role = place.role ? domain::access::to_string(*place.role) : "";
  const auto done = work_.change(kSetPlace, place.team.value, place.member.value, role);
  if (!done) return unexpected(done.error());
  return {};
}

Result<void> Organizations::remove_team_member(TeamId team, MemberId member) {
  const auto done = work_.change(kRemovePlace, team.value, member.value);
  if (!done) return unexpected(done.error());
  return {};
}

Result<std::vector<ports::TeamMember>> Organizations::teams_of(std::span<const MemberId> members) {
  std::vector<ports::TeamMember> places;
  if (members.empty()) return places;
  if (members.size() > kMaxListed)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_members", {}});
  const auto done = work_.read_once<List<>, List<Int, Int, Text>>(
      fmt::format("SELECT team_id, member_id, role FROM team_places WHERE member_id IN ({}) "
                  "ORDER BY member_id, team_id",
                  number_list(members)),
      [&](Int team, Int member, const std::string& role) {
        places.push_back({TeamId{team}, MemberId{member}, domain::access::parse_team_role(role)});
      });
  if (!done) return unexpected(done.error());
  return places;
}

}  // namespace picket::adapters::meta
