#include "app/admin/credentials.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "domain/account/password_policy.h"

namespace picket::app {
namespace {

TEST(MakePassword, IsLongAndNeverTheSame) {
  EXPECT_EQ(make_password().size(), 24U);
  EXPECT_NE(make_password(), make_password());
  EXPECT_TRUE(domain::account::find_password_flaws(make_password(), "", "").empty());
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
