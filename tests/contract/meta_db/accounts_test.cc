// Organizations, teams, users, memberships, tokens.
#include "../texts.h"
#include "adapters.h"

namespace picket::contract {
namespace {

using ports::ApiToken;

TEST_P(MetaDbContract, OrganizationsAreListedByIdAsTheyWentIn) {
  const auto tx = write();
  std::vector<OrgId> ids;
  for (std::size_t i = 0; i < kHostileTexts.size(); ++i) {
    const ports::Organization org{{},
                                  std::to_string(i) + kHostileTexts[i],
                                  kHostileTexts[i],
                                  kStart + std::chrono::microseconds(i)};
    ids.push_back(*tx->accounts().create_org(org));
  }
  const auto orgs = *tx->accounts().list_orgs();
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
  ASSERT_TRUE(tx->accounts().create_org({{}, std::string("a\0b", 3), "\xFF", kStart}));
  const auto orgs = *tx->accounts().list_orgs();
  EXPECT_EQ(orgs[0].slug,
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(orgs[0].name, "\xEF\xBF\xBD");
}

TEST_P(MetaDbContract, AnOrganizationSlugIsTakenOnce) {
  const auto tx = write();
  org(*tx);
  const auto second = tx->accounts().create_org({{}, "acme", "Other", kStart});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
  EXPECT_EQ(second.error().code, "already_exists");
}

TEST_P(MetaDbContract, TeamsBelongToTheirOrganization) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const OrgId other = *tx->accounts().create_org({{}, "other", "Other", kStart});
  const TeamId team = *tx->accounts().create_team({{}, acme, "web", "Web"});
  ASSERT_TRUE(tx->accounts().create_team({{}, other, "web", "Web"}));
  const auto teams = *tx->accounts().list_teams(acme);
  ASSERT_EQ(teams.size(), 1U);
  EXPECT_EQ(teams[0].id, team);
  EXPECT_EQ(teams[0].org, acme);
  EXPECT_EQ(teams[0].slug, "web");
  EXPECT_EQ(teams[0].name, "Web");
  const auto twice = tx->accounts().create_team({{}, acme, "web", "Again"});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, ATeamNeedsItsOrganization) {
  const auto refused = write()->accounts().create_team({{}, OrgId{77}, "web", "Web"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
  EXPECT_EQ(refused.error().code, "missing_reference");
}

TEST_P(MetaDbContract, UsersAreFoundByAddressInAnyCase) {
  const auto tx = write();
  const UserId id = *tx->accounts().create_user({{}, "Ada.Łu@Example.org", "$argon2id$x", kStart});
  const auto found = *tx->accounts().find_user("ada.łU@EXAMPLE.org");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->email, "Ada.Łu@Example.org");
  EXPECT_EQ(found->password_hash, "$argon2id$x");
  EXPECT_EQ(found->created, kStart);
  EXPECT_FALSE(*tx->accounts().find_user("ada"));
  const auto twice = tx->accounts().create_user({{}, "ADA.łu@example.org", "", kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, AMemberHasTheLastRoleGiven) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const UserId user = *tx->accounts().create_user({{}, "a@b.c", "", kStart});
  for (const char* role : {"member", "admin", "manager", "owner", "member"}) {
    EXPECT_TRUE(tx->accounts().set_member(acme, user, role)) << role;
  }
  const auto refused = tx->accounts().set_member(acme, user, "root");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "bad_role");
  EXPECT_TRUE(tx->commit());  // A refused argument is no failure of the transaction.
}

TEST_P(MetaDbContract, TokensAreFoundByTheirHash) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const UserId user = *tx->accounts().create_user({{}, "a@b.c", "", kStart});
  ApiToken own{0, acme, user, "cli", "aa11", {"org:read", "event:read"}, kStart};
  own.id = *tx->accounts().create_token(own);
  ApiToken shared{0, acme, {}, "ci", "bb22", {}, kStart};
  shared.id = *tx->accounts().create_token(shared);
  for (const ApiToken& token : {own, shared}) {
    const auto found = *tx->accounts().find_token(token.sha256_hex);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, token.id);
    EXPECT_EQ(found->org, acme);
    EXPECT_EQ(found->user, token.user);
    EXPECT_EQ(found->name, token.name);
    EXPECT_EQ(found->sha256_hex, token.sha256_hex);
    EXPECT_EQ(found->scopes, token.scopes);
    EXPECT_EQ(found->created, kStart);
  }
  EXPECT_FALSE(*tx->accounts().find_token("cc33"));
}

TEST_P(MetaDbContract, ATokenHashIsTakenOnceAndScopesAreWords) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const auto bad = tx->accounts().create_token({0, acme, {}, "x", "h", {"a\nb"}, kStart});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "bad_list_entry");
  ASSERT_TRUE(tx->accounts().create_token({0, acme, {}, "x", "h", {}, kStart}));
  const auto twice = tx->accounts().create_token({0, acme, {}, "y", "h", {}, kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

}  // namespace
}  // namespace picket::contract
