// Users and tokens.
#include "ports/users.h"

#include "../texts.h"
#include "adapters.h"
#include "ports/organizations.h"

namespace picket::contract {
namespace {

using ports::ApiToken;

TEST_P(MetaDbContract, UsersAreFoundByAddressInAnyCase) {
  const auto tx = write();
  const UserId id = *tx->users().create_user({{}, "Ada.Łu@Example.org", "$argon2id$x", kStart});
  const auto found = *tx->users().find_user("ada.łU@EXAMPLE.org");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->email, "Ada.Łu@Example.org");
  EXPECT_EQ(found->password_hash, "$argon2id$x");
  EXPECT_EQ(found->created, kStart);
  EXPECT_FALSE(*tx->users().find_user("ada"));
  const auto twice = tx->users().create_user({{}, "ADA.łu@example.org", "", kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

TEST_P(MetaDbContract, TokensAreFoundByTheirHash) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const UserId user = *tx->users().create_user({{}, "a@b.c", "", kStart});
  ApiToken own{0, acme, user, "cli", "aa11", {"org:read", "event:read"}, kStart};
  own.id = *tx->users().create_token(own);
  ApiToken shared{0, acme, {}, "ci", "bb22", {}, kStart};
  shared.id = *tx->users().create_token(shared);
  for (const ApiToken& token : {own, shared}) {
    const auto found = *tx->users().find_token(token.sha256_hex);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, token.id);
    EXPECT_EQ(found->org, acme);
    EXPECT_EQ(found->user, token.user);
    EXPECT_EQ(found->name, token.name);
    EXPECT_EQ(found->sha256_hex, token.sha256_hex);
    EXPECT_EQ(found->scopes, token.scopes);
    EXPECT_EQ(found->created, kStart);
  }
  EXPECT_FALSE(*tx->users().find_token("cc33"));
}

TEST_P(MetaDbContract, ATokenHashIsTakenOnceAndScopesAreWords) {
  const auto tx = write();
  const OrgId acme = org(*tx);
  const auto bad = tx->users().create_token({0, acme, {}, "x", "h", {"a\nb"}, kStart});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "bad_list_entry");
  ASSERT_TRUE(tx->users().create_token({0, acme, {}, "x", "h", {}, kStart}));
  const auto twice = tx->users().create_token({0, acme, {}, "y", "h", {}, kStart});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_exists");
}

}  // namespace
}  // namespace picket::contract
