// Organizations, teams, members and places in teams.
#include "ports/organizations.h"

#include "../texts.h"
#include "adapters.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

using domain::access::MemberId;
using domain::access::OrgRole;
using domain::access::TeamRole;

TEST_P(MetaDbContract, OrganizationsAreListedByIdAsTheyWentIn) {
  const auto tx = write();
  std::vector<OrgId> ids;
  for (std::size_t i = 0; i < kHostileTexts.size(); ++i) {
    const ports::Organization org{{},
                                  std::to_string(i) + kHostileTexts[i],
                                  kHostileTexts[i],
                                  kStart + std::chrono::microseconds(i)};
    ids.push_back(*tx->organizations().create_org(org));
  }
  const auto orgs = *tx->organizations().list_orgs();
  ASSERT_EQ(orgs.size(), kHostileTexts.size());
  for (std::size_t i = 0; i < orgs.size(); ++i) {
    EXPECT_EQ(orgs[i].id, ids[i]);
    EXPECT_EQ(orgs[i].slug, std::to_string(i) + kHostileTexts[i]);
    EXPECT_EQ(orgs[i].name, kHostileTexts[i]);
    EXPECT_EQ(orgs[i].created, kStart + std::chrono::microseconds(i));
  }
}

TEST_P(MetaDbContract, NulAndMalformedTextReadAsReplacementCharacters) {
  const auto tx = write();
  ASSERT_TRUE(tx->organizations().create_org({{}, std::string("a\0b", 3), "\xFF", kStart}));
  const auto orgs = *tx->organizations().list_orgs();
  EXPECT_EQ(orgs[0].slug,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(orgs[0].name, "\xEF\xBF\xBD");
}

TEST_P(MetaDbContract, AnOrganizationSlugIsTakenOnce) {
  const auto tx = write();
  org(*tx);
  const auto second = tx->organizations().create_org({{}, "acme", "Other", kStart});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  EXPECT_EQ(second.error().code, "already_exists");
}

TEST_P(MetaDbContract, TeamsBelongToTheirOrganization) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const OrgId other = *tx->organizations().create_org({{}, "other", "Other", kStart});
  const TeamId team = *tx->organizations().create_team({{}, acme, "web", "Web"});
  ASSERT_TRUE(tx->organizations().create_team({{}, other, "web", "Web"}));
  const auto teams = *tx->organizations().list_teams(acme);
  ASSERT_EQ(teams.size(), 1U);
  EXPECT_EQ(teams[0].id, team);
  EXPECT_EQ(teams[0].org, acme);
  EXPECT_EQ(teams[0].slug, "web");
  EXPECT_EQ(teams[0].name, "Web");
  const auto twice = tx->organizations().create_team({{}, acme, "web", "Again"});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, ATeamNeedsItsOrganization) {
  const auto refused = write()->organizations().create_team({{}, OrgId{77}, "web", "Web"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().code, "missing_reference");
}

TEST_P(MetaDbContract, AnOrganizationKeepsItsSettings) {
  const auto tx = write();
  ports::Organization org{{}, "acme", "Acme", kStart};
  org.settings.open_membership = false;
  org.settings.default_role = OrgRole::manager;
  org.id = *tx->organizations().create_org(org);
  EXPECT_EQ((*tx->organizations().get_org(org.id))->settings, org.settings);
  EXPECT_EQ(tx->organizations().list_orgs()->front().settings, org.settings);
  EXPECT_FALSE(*tx->organizations().get_org(OrgId{77}));
}

TEST_P(MetaDbContract, AChangeOfAnOrganizationNamesTheVersionThatItSaw) {
  const OrgId id = committed_org();
  ports::Organization seen = **read()->organizations().get_org(id);
  {
    const auto tx = write();
    ports::Organization changed = seen;
    changed.slug = "acme-2";
    changed.name = "Acme Two";
    changed.settings.member_invite = false;
    ASSERT_TRUE(tx->organizations().update_org(changed));
    const auto stored = **tx->organizations().get_org(id);
    EXPECT_EQ(stored.slug, "acme-2");
    EXPECT_EQ(stored.name, "Acme Two");
    EXPECT_FALSE(stored.settings.member_invite);
    EXPECT_EQ(stored.version, seen.version + 1);
    ASSERT_TRUE(tx->commit());
  }
  const auto late = write()->organizations().update_org(seen);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::conflict);
  EXPECT_EQ(late.error().code, "changed_meanwhile");
}

TEST_P(MetaDbContract, ADeletedOrganizationIsGoneAndItsSlugFree) {
  const auto tx = write();
  const OrgId old = org(*tx);
  const UserId user = *tx->users().create_user({{}, "a@b.c", "", kStart});
  ASSERT_TRUE(tx->organizations().add_member({{}, old, user, "a@b.c", OrgRole::owner, kStart}));
  ASSERT_TRUE(tx->organizations().delete_org(old));
  EXPECT_FALSE(*tx->organizations().get_org(old));
  EXPECT_TRUE(tx->organizations().list_orgs()->empty());
  EXPECT_TRUE(tx->organizations().memberships(user)->empty());
  EXPECT_NE(*tx->organizations().create_org({{}, "acme", "Acme", kStart}), old);
}

TEST_P(MetaDbContract, ATeamIsChangedAndDeletedWithItsPlaces) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const ProjectId shop = project(*tx);
  ports::Team team{{}, acme, "web", "Web", kStart};
  team.id = *tx->organizations().create_team(team);
  ASSERT_TRUE(tx->projects().add_team(shop, team.id));
  EXPECT_EQ(tx->projects().list()->front().teams, std::vector{team.id});
  const MemberId ada =
      *tx->organizations().add_member({{}, acme, {}, "ada@b.c", OrgRole::member, kStart});
  ASSERT_TRUE(tx->organizations().set_team_member({team.id, ada, TeamRole::admin}));
  team.slug = "front";
  team.name = "Front";
  ASSERT_TRUE(tx->organizations().update_team(team));
  const auto stored = **tx->organizations().get_team(team.id);
  EXPECT_EQ(stored.slug, "front");
  EXPECT_EQ(stored.name, "Front");
  EXPECT_EQ(stored.created, kStart);
  EXPECT_EQ(stored.version, 2);

  ASSERT_TRUE(tx->organizations().delete_team(team.id));
  EXPECT_FALSE(*tx->organizations().get_team(team.id));
  EXPECT_TRUE(tx->organizations().teams_of(std::vector{ada})->empty());
  EXPECT_TRUE(tx->projects().list()->front().teams.empty());
}

TEST_P(MetaDbContract, MembersComeBackAsTheyWentIn) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const UserId user = *tx->users().create_user({{}, "a@b.c", "", kStart});
  ports::Member joined{{}, acme, user, "A@b.c", OrgRole::manager, kStart};
  joined.id = *tx->organizations().add_member(joined);
  ports::Member invited{{}, acme, {}, "Bo@b.c", OrgRole::member, kStart, user, "5ha", kStart};
  invited.id = *tx->organizations().add_member(invited);
  for (const ports::Member& member : {joined, invited}) {
    const auto stored = **tx->organizations().get_member(member.id);
    EXPECT_EQ(stored.org, acme);
    EXPECT_EQ(stored.user, member.user);
    EXPECT_EQ(stored.email, member.email);
    EXPECT_EQ(stored.role, member.role);
    EXPECT_EQ(stored.created, kStart);
    EXPECT_EQ(stored.inviter, member.inviter);
    EXPECT_EQ(stored.invite_sha256, member.invite_sha256);
    EXPECT_EQ(stored.invite_expires, member.invite_expires);
    EXPECT_EQ(stored.version, 1);
  }
  EXPECT_FALSE(*tx->organizations().get_member(MemberId{77}));
  const auto mine = *tx->organizations().memberships(user);
  ASSERT_EQ(mine.size(), 1U);
  EXPECT_EQ(mine[0].id, joined.id);
}

TEST_P(MetaDbContract, AnAddressIsInAnOrganizationOnceInAnyCase) {
  const OrgId acme = committed_org();
  {
    const auto tx = write();
    ASSERT_TRUE(tx->organizations().add_member({{}, acme, {}, "a@b.c", OrgRole::member, kStart}));
    ASSERT_TRUE(tx->commit());
  }
  const auto twice =
      write()->organizations().add_member({{}, acme, {}, "A@B.c", OrgRole::member, kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, AnInvitationBecomesAMembership) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  ports::Member member{{}, acme, {}, "a@b.c", OrgRole::member, kStart, {}, "5ha", kStart};
  member.id = *tx->organizations().add_member(member);
  member.user = *tx->users().create_user({{}, "ada@b.c", "", kStart});
  member.email = "ada@b.c";
  member.role = OrgRole::owner;
  member.invite_sha256 = "";
  member.invite_expires.reset();
  ASSERT_TRUE(tx->organizations().update_member(member));
  const auto stored = **tx->organizations().get_member(member.id);
  EXPECT_EQ(stored.user, member.user);
  EXPECT_EQ(stored.email, "ada@b.c");
  EXPECT_EQ(stored.role, OrgRole::owner);
  EXPECT_EQ(stored.invite_sha256, "");
  EXPECT_FALSE(stored.invite_expires);
  EXPECT_EQ(stored.version, 2);
  const auto late = tx->organizations().update_member(member);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "changed_meanwhile");
}

TEST_P(MetaDbContract, MembersAreFoundByWhatTheQueryNames) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const OrgId other = *tx->organizations().create_org({{}, "other", "Other", kStart});
  const TeamId web = *tx->organizations().create_team({{}, acme, "web", "Web"});
  const UserId user = *tx->users().create_user({{}, "ada@b.c", "", kStart, "Ada Park-łukasz"});
  const auto add = [&](OrgId in, UserId who, const char* email, OrgRole role) {
    return *tx->organizations().add_member({{}, in, who, email, role, kStart});
  };
  const MemberId ada = add(acme, user, "ada@b.c", OrgRole::owner);
  ports::Member invited{{}, acme, {}, "Bo_%@b.c", OrgRole::member, kStart};
  invited.inviter = user;
  const MemberId bo = *tx->organizations().add_member(invited);
  add(other, user, "ada@b.c", OrgRole::member);
  ASSERT_TRUE(tx->organizations().set_team_member({web, ada, {}}));

  using Found = std::vector<MemberId>;
  const auto find = [&](ports::MemberQuery query) {
    query.org = acme;
    Found ids;
    const auto members = *tx->organizations().list_members(query);
    for (const auto& member : members) ids.push_back(member.id);
    EXPECT_EQ(*tx->organizations().count_members(query), static_cast<std::int64_t>(ids.size()));
    return ids;
  };
  EXPECT_EQ(find({}), (Found{ada, bo}));
  EXPECT_EQ(find({.text = "BO_%"}), Found{bo});
  EXPECT_EQ(find({.text = "_d_"}), Found{});
  EXPECT_EQ(find({.text = "a pAr"}), Found{ada});
  EXPECT_EQ(find({.text = "ŁUKAsz"}), Found{ada}) << "not ASCII alone";
  EXPECT_EQ(find({.email = "bo_%@B.C"}), Found{bo});
  EXPECT_EQ(find({.email = "bo"}), Found{});
  EXPECT_EQ(find({.user = user}), Found{ada});
  EXPECT_EQ(find({.role = OrgRole::owner}), Found{ada});
  EXPECT_EQ(find({.active = true}), Found{ada});
  EXPECT_EQ(find({.invited = true}), Found{bo});
  EXPECT_EQ(find({.invited = false}), Found{ada});
  EXPECT_EQ(find({.teams = {TeamId{77}, web}}), Found{ada});
  EXPECT_EQ(find({.inviter = user}), Found{bo});
  EXPECT_EQ(find({.id = bo}), Found{bo});

  ports::MemberQuery page{acme};
  page.limit = 1;
  page.offset = 1;
  EXPECT_EQ(tx->organizations().list_members(page)->front().id, bo);
  EXPECT_EQ(*tx->organizations().count_members(page), 2);
  page.limit = 1'001;
  EXPECT_EQ(tx->organizations().list_members(page).error().code, "limit_too_large");
}

TEST_P(MetaDbContract, PlacesInTeamsHaveTheLastRoleGiven) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const TeamId web = *tx->organizations().create_team({{}, acme, "web", "Web"});
  const TeamId api = *tx->organizations().create_team({{}, acme, "api", "Api"});
  const MemberId ada =
      *tx->organizations().add_member({{}, acme, {}, "ada@b.c", OrgRole::member, kStart});
  const MemberId bo =
      *tx->organizations().add_member({{}, acme, {}, "bo@b.c", OrgRole::member, kStart});
  ASSERT_TRUE(tx->organizations().set_team_member({web, bo, TeamRole::admin}));
  ASSERT_TRUE(tx->organizations().set_team_member({web, ada, {}}));
  ASSERT_TRUE(tx->organizations().set_team_member({api, ada, TeamRole::contributor}));
  ASSERT_TRUE(tx->organizations().set_team_member({api, ada, TeamRole::admin}));
  const auto places = *tx->organizations().teams_of(std::vector{ada, bo});
  ASSERT_EQ(places.size(), 3U);
  EXPECT_EQ(places[0].team, web);
  EXPECT_EQ(places[0].role, std::nullopt);
  EXPECT_EQ(places[1].team, api);
  EXPECT_EQ(places[1].role, TeamRole::admin);
  EXPECT_EQ(places[2].member, bo);
  const auto sizes = *tx->organizations().team_sizes(acme);
  ASSERT_EQ(sizes.size(), 2U);
  EXPECT_EQ(sizes[0].members, 2);
  EXPECT_EQ(sizes[1].members, 1);

  ASSERT_TRUE(tx->organizations().remove_team_member(web, ada));
  EXPECT_EQ(tx->organizations().teams_of(std::vector{ada})->size(), 1U);
  ASSERT_TRUE(tx->organizations().remove_member(ada));
  EXPECT_FALSE(*tx->organizations().get_member(ada));
  EXPECT_TRUE(tx->organizations().teams_of(std::vector{ada})->empty());
}

}  // namespace
}  // namespace picket::contract
