#include "domain/access/scope.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::access {
namespace {

TEST(Scope, EveryWordReadsBack) {
  for (const Scope scope : all_scopes()) {
    EXPECT_EQ(parse_scope(to_string(scope)), scope) << to_string(scope);
  }
  EXPECT_EQ(to_string(Scope::alerts_read), "alerts:read");  // The ends and the middle of the table.
  EXPECT_EQ(to_string(Scope::org_ci), "org:ci");
  EXPECT_EQ(to_string(Scope::team_write), "team:write");
}

TEST(Scope, NothingElseIsOne) {
  for (const std::string_view text : {"", "event", "event:", "Event:Read", "event:read ", "*"}) {
    EXPECT_FALSE(parse_scope(text)) << text;
  }
}

TEST(ScopeSet, KnowsItsMembersAndImpliesNothing) {
  const ScopeSet admin{Scope::event_admin};
  EXPECT_TRUE(admin.contains(Scope::event_admin));
  EXPECT_FALSE(admin.contains(Scope::event_read));
  EXPECT_TRUE(admin.intersects(kReadEvents));
  EXPECT_FALSE(admin.intersects(kReadProject));
  EXPECT_FALSE(ScopeSet{}.intersects(kReadEvents));
  EXPECT_TRUE(ScopeSet{}.empty());
}

TEST(ScopeSet, ParsesWordsAndPassesOverUnknownOnes) {
  const std::vector<std::string> words = {"org:read", "later:scope", "event:read", "org:read"};
  EXPECT_EQ(ScopeSet::parse(words), (ScopeSet{Scope::event_read, Scope::org_read}));
  EXPECT_EQ(to_string(ScopeSet::parse(words)), "event:read org:read");
  EXPECT_EQ(to_string(ScopeSet{}), "");
}

TEST(ScopeSet, ReadersMayHoldAnyScopeOfTheResource) {
  EXPECT_EQ(to_string(kReadEvents), "event:admin event:read event:write");
  EXPECT_EQ(to_string(kReadProject), "project:admin project:read project:write");
}

}  // namespace
}  // namespace picket::domain::access
