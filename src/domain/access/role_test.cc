#include "domain/access/role.h"

#include <gtest/gtest.h>

namespace picket::domain::access {
namespace {

TEST(OrgRole, BringsTheScopesOfTheSpecification) {
  const auto words = [](OrgRole role) { return to_string(scopes_of(role, {})); };
  EXPECT_EQ(words(OrgRole::member),
            "alerts:read alerts:write event:admin event:read event:write member:invite member:read "
            "org:read project:read project:releases team:read");
  EXPECT_EQ(words(OrgRole::admin),
            "alerts:read alerts:write event:admin event:read event:write member:invite member:read "
            "org:integrations org:read project:admin project:read project:releases project:write "
            "team:admin team:read team:write");
  EXPECT_EQ(words(OrgRole::manager),
            "alerts:read alerts:write event:admin event:read event:write member:admin "
            "member:invite member:read member:write org:integrations org:read org:write "
            "project:admin project:read project:releases project:write team:admin team:read "
            "team:write");
  EXPECT_EQ(words(OrgRole::owner),
            "alerts:read alerts:write event:admin event:read event:write member:admin "
            "member:invite member:read member:write org:admin org:integrations org:read org:write "
            "project:admin project:read project:releases project:write team:admin team:read "
            "team:write");
  const std::size_t sizes[] = {11, 16, 19, 20};
  for (const OrgRole role : kOrgRoles)
    EXPECT_EQ(scopes_of(role, {}).size(), sizes[static_cast<std::size_t>(role)]);
}

TEST(OrgRole, OptionsTakeFromPlainMembersOnly) {
  const RoleOptions strict{.events_member_admin = false, .alerts_member_write = false};
  const ScopeSet member = scopes_of(OrgRole::member, strict);
  EXPECT_FALSE(member.contains(Scope::event_admin));
  EXPECT_FALSE(member.contains(Scope::alerts_write));
  EXPECT_EQ(member.size(), 9U);
  EXPECT_EQ(scopes_of(OrgRole::admin, strict), scopes_of(OrgRole::admin, {}));
}

TEST(TeamRole, BringsTheScopesOfTheSpecification) {
  EXPECT_EQ(to_string(scopes_of(TeamRole::contributor)),
            "alerts:read event:read event:write member:read org:read project:read "
            "project:releases team:read");
  EXPECT_EQ(to_string(scopes_of(TeamRole::admin)),
            "alerts:read alerts:write event:admin event:read event:write member:read "
            "org:integrations org:read project:admin project:read project:releases project:write "
            "team:admin team:read team:write");
}

TEST(Roles, RankAndNames) {
  for (const OrgRole role : kOrgRoles) {
    EXPECT_EQ(parse_org_role(to_string(role)), role);
    EXPECT_EQ(is_global(role), role == OrgRole::manager || role == OrgRole::owner);
    EXPECT_EQ(is_retired(role), role == OrgRole::admin);
    EXPECT_EQ(minimum_team_role(role),
              role == OrgRole::member ? TeamRole::contributor : TeamRole::admin);
  }
  for (const TeamRole role : kTeamRoles) EXPECT_EQ(parse_team_role(to_string(role)), role);
  for (const char* word : {"", "Owner", "billing", "owner ", "contributor"})
    EXPECT_FALSE(parse_org_role(word)) << word;
  EXPECT_FALSE(parse_team_role("owner"));
}

TEST(Roles, TheHigherOfBothCountsInATeam) {
  EXPECT_EQ(effective_team_role(OrgRole::member, std::nullopt), TeamRole::contributor);
  EXPECT_EQ(effective_team_role(OrgRole::member, TeamRole::admin), TeamRole::admin);
  EXPECT_EQ(effective_team_role(OrgRole::owner, TeamRole::contributor), TeamRole::admin);
  EXPECT_EQ(effective_team_role(OrgRole::admin, std::nullopt), TeamRole::admin);
}

}  // namespace
}  // namespace picket::domain::access
