#include "app/admin/credentials.h"

#include <algorithm>
#include <set>

#include <argon2.h>
#include <gtest/gtest.h>

namespace picket::app {
namespace {

TEST(HashPassword, IsVerifiableSaltedArgon2id) {
  const auto hash = hash_password("correct horse");
  ASSERT_TRUE(hash.has_value());
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *hash;
  EXPECT_EQ(argon2id_verify(hash->c_str(), "correct horse", 13), ARGON2_OK);
  EXPECT_NE(argon2id_verify(hash->c_str(), "correct horsf", 13), ARGON2_OK);
  EXPECT_NE(*hash_password("correct horse"), *hash);
}

TEST(MakePassword, IsLongAndNeverTheSame) {
  EXPECT_EQ(make_password().size(), 24U);
  EXPECT_NE(make_password(), make_password());
}

TEST(OwnerScopes, AreThe20OfSentrysOwner) {
  const auto scopes = owner_scopes();
  EXPECT_EQ(std::set<std::string_view>(scopes.begin(), scopes.end()).size(), 20U);
  EXPECT_TRUE(std::is_sorted(scopes.begin(), scopes.end()));
  for (const std::string_view scope : {"org:admin", "event:admin", "project:releases"})
    EXPECT_NE(std::find(scopes.begin(), scopes.end(), scope), scopes.end()) << scope;
}

}  // namespace
}  // namespace picket::app
