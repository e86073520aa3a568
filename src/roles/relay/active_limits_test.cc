#include "roles/relay/active_limits.h"

#include <chrono>

#include <gtest/gtest.h>

#include "roles/relay/limits.h"

namespace picket::relay {
namespace {

using protocol::Category;
using protocol::LimitScope;
using std::chrono::seconds;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
constexpr domain::Scoping kScoping{OrgId{7}, ProjectId{11}, KeyId{13}};

domain::Quota quota(LimitScope scope) {
  domain::Quota made;
  made.id = "q";
  made.scope = scope;
  made.limit = 5;
  made.window = seconds(60);
  return made;
}

TEST(ActiveLimits, KnowWhatWasRefusedUntilItEnds) {
  ActiveLimits active;
  const auto project = quota(LimitScope::project);
  EXPECT_TRUE(active.empty());
  EXPECT_EQ(active.left(project, 5, kScoping, kNow), Duration(0));
  active.learn(project, 5, kScoping, kNow, seconds(30));
  EXPECT_FALSE(active.empty());
  EXPECT_EQ(active.left(project, 5, kScoping, kNow), seconds(30));
  EXPECT_EQ(active.left(project, 5, kScoping, kNow + seconds(29)), seconds(1));
  EXPECT_EQ(active.left(project, 5, kScoping, kNow + seconds(30)), Duration(0));
}

TEST(ActiveLimits, AreOfTheirScope) {
  ActiveLimits active;
  const domain::Scoping other_key{OrgId{7}, ProjectId{11}, KeyId{14}};
  const domain::Scoping other_project{OrgId{7}, ProjectId{12}, KeyId{15}};
  const domain::Scoping other_org{OrgId{8}, ProjectId{13}, KeyId{16}};
  const auto knows = [&](LimitScope scope, const domain::Scoping& scoping) {
    return active.left(quota(scope), 5, scoping, kNow) > Duration(0);
  };
  active.learn(quota(LimitScope::key), 5, kScoping, kNow, seconds(30));
  EXPECT_TRUE(knows(LimitScope::key, kScoping));
  EXPECT_FALSE(knows(LimitScope::key, other_key));
  EXPECT_FALSE(knows(LimitScope::project, kScoping));
  active.learn(quota(LimitScope::project), 5, kScoping, kNow, seconds(30));
  EXPECT_TRUE(knows(LimitScope::project, other_key));
  EXPECT_FALSE(knows(LimitScope::project, other_project));
  active.learn(quota(LimitScope::organization), 5, kScoping, kNow, seconds(30));
  EXPECT_TRUE(knows(LimitScope::organization, other_project));
  EXPECT_FALSE(knows(LimitScope::organization, other_org));
}

TEST(ActiveLimits, AQuotaThatChangedIsAnotherOne) {
  ActiveLimits active;
  const auto known = quota(LimitScope::project);
  active.learn(known, 5, kScoping, kNow, seconds(30));
  EXPECT_EQ(active.left(known, 6, kScoping, kNow), Duration(0));
  auto changed = known;
  changed.window = seconds(61);
  EXPECT_EQ(active.left(changed, 5, kScoping, kNow), Duration(0));
  changed = known;
  changed.categories = {Category::error};
  EXPECT_EQ(active.left(changed, 5, kScoping, kNow), Duration(0));
  changed = known;
  changed.id = "r";
  EXPECT_EQ(active.left(changed, 5, kScoping, kNow), Duration(0));
  EXPECT_EQ(active.left(known, 5, kScoping, kNow), seconds(30));
}

TEST(ActiveLimits, LastFiveMinutesAtMost) {
  ActiveLimits active;
  active.learn(quota(LimitScope::project), 5, kScoping, kNow, std::chrono::hours(24));
  EXPECT_EQ(active.left(quota(LimitScope::project), 5, kScoping, kNow), seconds(300));
  EXPECT_EQ(active.left(quota(LimitScope::project), 5, kScoping, kNow - std::chrono::hours(1)),
            seconds(300))
      << "the clock was set back";
}

TEST(ActiveLimits, AreBounded) {
  ActiveLimits active;
  const auto key = quota(LimitScope::key);
  const auto of = [](std::size_t i) {
    return domain::Scoping{OrgId{7}, ProjectId{11}, KeyId{static_cast<std::int64_t>(i)}};
  };
  for (std::size_t i = 0; i <= kMaxActiveLimits; ++i)
    active.learn(key, 5, of(i), kNow, seconds(30));
  EXPECT_GT(active.left(key, 5, of(0), kNow), Duration(0));
  EXPECT_EQ(active.left(key, 5, of(kMaxActiveLimits), kNow), Duration(0)) << "no place";
  active.learn(key, 5, of(0), kNow, seconds(40));
  EXPECT_EQ(active.left(key, 5, of(0), kNow), seconds(40)) << "what is known has its place";
  const Timestamp later = kNow + seconds(35);
  active.learn(key, 5, of(kMaxActiveLimits), later, seconds(30));
  EXPECT_GT(active.left(key, 5, of(kMaxActiveLimits), later), Duration(0)) << "room again";
}

}  // namespace
}  // namespace picket::relay
