// API tokens.
#include "ports/tokens.h"

#include "adapters.h"
#include "ports/users.h"

namespace picket::contract {
namespace {

using ports::ApiToken;

TEST_P(MetaDbContract, TokensAreFoundByTheirHash) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const UserId user = *tx->users().create_user({{}, "a@b.c", "", kStart});
  ApiToken own{0,      {},     user,   "cli", "aa11", {"org:read", "event:read"},
               kStart, "9f0a", kStart, kStart};
  own.id = *tx->users().tokens().create(own);
  ApiToken shared{0, acme, {}, "ci", "bb22", {}, kStart};
  shared.id = *tx->users().tokens().create(shared);
  for (const ApiToken& token : {own, shared}) {
    const auto found = *tx->users().tokens().find(token.sha256_hex);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, token.id);
    EXPECT_EQ(found->org, token.org);
    EXPECT_EQ(found->user, token.user);
    EXPECT_EQ(found->name, token.name);
    EXPECT_EQ(found->sha256_hex, token.sha256_hex);
    EXPECT_EQ(found->scopes, token.scopes);
    EXPECT_EQ(found->created, token.created);
    EXPECT_EQ(found->last_characters, token.last_characters);
    EXPECT_EQ(found->expires, token.expires);
    EXPECT_EQ(found->last_used, token.last_used);
  }
  EXPECT_FALSE(*tx->users().tokens().find("cc33"));
}

TEST_P(MetaDbContract, ATokenHashIsTakenOnceAndScopesAreWords) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& tokens = tx->users().tokens();
  const auto bad = tokens.create({0, acme, {}, "x", "h", {"a\nb"}, kStart});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "bad_list_entry");
  ASSERT_TRUE(tokens.create({0, acme, {}, "x", "h", {}, kStart}));
  const auto twice = tokens.create({0, acme, {}, "y", "h", {}, kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, TokensAreListedByTheirOwnerNewestFirst) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& tokens = tx->users().tokens();
  const UserId ada = *tx->users().create_user({{}, "a@b.c", "", kStart});
  const UserId bob = *tx->users().create_user({{}, "b@b.c", "", kStart});
  const auto first = *tokens.create({0, {}, ada, "1", "h1", {}, kStart});
  ASSERT_TRUE(tokens.create({0, {}, bob, "2", "h2", {}, kStart}));
  const auto second = *tokens.create({0, {}, ada, "3", "h3", {}, kStart});
  const auto shared = *tokens.create({0, acme, {}, "4", "h4", {}, kStart});

  const auto of_ada = *tokens.list_of_user(ada, 10);
  ASSERT_EQ(of_ada.size(), 2U);
  EXPECT_EQ(of_ada[0].id, second);
  EXPECT_EQ(of_ada[1].id, first);
  EXPECT_EQ(tokens.list_of_user(ada, 1)->size(), 1U);
  const auto of_acme = *tokens.list_of_org(acme, 10);
  ASSERT_EQ(of_acme.size(), 1U);
  EXPECT_EQ(of_acme[0].id, shared);
  EXPECT_TRUE(tokens.list_of_org(OrgId{acme.value + 1}, 10)->empty());
}

TEST_P(MetaDbContract, ATokenIsRenamedUsedAndRevokedAlone) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  auto& tokens = tx->users().tokens();
  const auto id = *tokens.create({0, acme, {}, "old", "h1", {}, kStart});
  ASSERT_TRUE(tokens.create({0, acme, {}, "other", "h2", {}, kStart}));
  ASSERT_TRUE(tokens.rename(id, "new"));
  ASSERT_TRUE(tokens.set_last_used(id, kStart));
  EXPECT_EQ((*tokens.find("h1"))->name, "new");
  EXPECT_EQ((*tokens.find("h1"))->last_used, kStart);
  EXPECT_EQ((*tokens.find("h2"))->name, "other");
  EXPECT_FALSE((*tokens.find("h2"))->last_used);
  ASSERT_TRUE(tokens.revoke(id));
  EXPECT_FALSE(*tokens.find("h1"));
  EXPECT_TRUE(*tokens.find("h2"));
}

}  // namespace
}  // namespace picket::contract
