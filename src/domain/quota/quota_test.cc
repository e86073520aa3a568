#include "domain/quota/quota.h"

#include <chrono>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

using protocol::Category;
using protocol::CategorySet;
using protocol::LimitScope;
using std::chrono::seconds;

constexpr Scoping kScoping{OrgId{7}, ProjectId{11}, KeyId{13}};

std::optional<Quota> parse(std::string_view text) {
  return parse_quota(boost::json::parse(text));
}

TEST(ParseQuota, ReadsRelaysForm) {
  const auto quota = parse(R"({"id":"pat","scope":"project","scopeId":"11",
    "categories":["transaction","from_the_future"],"limit":420,"window":10,
    "reasonCode":"project_abuse_limit"})");
  ASSERT_TRUE(quota);
  EXPECT_EQ(quota->id, "pat");
  EXPECT_EQ(quota->scope, LimitScope::project);
  EXPECT_EQ(quota->scope_id, 11);
  EXPECT_EQ(quota->categories, CategorySet{Category::transaction});
  EXPECT_EQ(quota->limit, 420);
  EXPECT_EQ(quota->window, seconds(10));
  EXPECT_EQ(quota->reason, "project_abuse_limit");
  EXPECT_FALSE(quota->rejects_all());
}

TEST(ParseQuota, NoCategoriesMeanAll) {
  for (const char* text :
       {R"({"limit":0})", R"({"categories":[],"limit":0})", R"({"categories":null,"limit":0})"}) {
    const auto quota = parse(text);
    ASSERT_TRUE(quota) << text;
    EXPECT_TRUE(quota->categories.is_all());
    EXPECT_TRUE(quota->rejects_all());
    EXPECT_EQ(quota->scope, LimitScope::organization);
  }
}

TEST(ParseQuota, ALimitOfNullIsNone) {
  const auto quota = parse(R"({"id":"x","limit":null})");
  ASSERT_TRUE(quota);
  EXPECT_FALSE(quota->limit);
  EXPECT_FALSE(quota->rejects_all());
}

TEST(ParseQuota, IgnoresWhatCannotBeUsed) {
  for (const char* text : {
           R"([])",
           R"("quota")",
           R"({"id":"x","limit":1,"window":10,"scope":"galaxy"})",
           R"({"id":"x","limit":1,"window":10,"categories":["from_the_future"]})",
           R"({"id":"x","limit":1,"window":10,"categories":"error"})",
           R"({"limit":1,"window":10})",
           R"({"id":"x","limit":1})",
           R"({"id":"x","limit":1,"window":0})",
           R"({"id":"x","limit":1,"window":99999999})",
           R"({"id":"x","limit":-1,"window":10})",
           R"({"id":"x","limit":1.5,"window":10})",
           R"({"id":"x","limit":"1","window":10})",
           R"({"id":"a:b","limit":1,"window":10})",
           R"({"id":"x","limit":0,"reasonCode":"two words"})",
           R"({"id":"x","limit":0,"scopeId":"eleven"})",
       }) {
    EXPECT_FALSE(parse(text)) << text;
  }
  EXPECT_FALSE(parse(R"({"id":")" + std::string(kMaxQuotaWordBytes + 1, 'x') + R"(","limit":0})"));
}

TEST(ParseQuotas, KeepsTheFirstOfAnIdAndNoMoreThanAsked) {
  const auto list = boost::json::parse(
      R"([{"id":"a","limit":0},{"id":"a","limit":5,"window":1},7,{"id":"b","limit":0},
          {"limit":0},{"limit":0}])");
  EXPECT_EQ(parse_quotas(list, 100).size(), 4U);
  EXPECT_TRUE(parse_quotas(list, 100)[0].rejects_all());
  EXPECT_EQ(parse_quotas(list, 2).size(), 2U);
  EXPECT_TRUE(parse_quotas(boost::json::parse("{}"), 100).empty());
}

TEST(Applies, ByCategoryAndScope) {
  Quota quota;
  quota.categories = {Category::error, Category::transaction};
  EXPECT_TRUE(applies(quota, kScoping, Category::error));
  EXPECT_FALSE(applies(quota, kScoping, Category::security));
  EXPECT_FALSE(applies(quota, kScoping, Category::unknown));
  for (const auto& [scope, id] :
       {std::pair{LimitScope::organization, 7}, std::pair{LimitScope::project, 11},
        std::pair{LimitScope::key, 13}}) {
    quota.scope = scope;
    quota.scope_id = id;
    EXPECT_TRUE(applies(quota, kScoping, Category::error)) << id;
    quota.scope_id = id + 1;
    EXPECT_FALSE(applies(quota, kScoping, Category::error)) << id;
    quota.scope_id.reset();
    EXPECT_TRUE(applies(quota, kScoping, Category::error)) << id;
  }
}

TEST(Applies, WhatNobodyKnowsIsNeverLimited) {
  EXPECT_FALSE(applies(Quota{}, kScoping, Category::unknown));
  EXPECT_TRUE(applies(Quota{}, kScoping, Category::trace_metric_byte));
}

TEST(Applies, AMetricNamespaceIsNeverMet) {
  Quota quota;
  quota.metric_namespace = "spans";
  EXPECT_FALSE(applies(quota, kScoping, Category::metric_bucket));
}

TEST(OutcomeOf, AbuseLimitsAreAbuse) {
  Quota quota;
  for (const auto& [reason, outcome] : {std::pair{"project_abuse_limit", protocol::Outcome::abuse},
                                        std::pair{"org_abuse_limit", protocol::Outcome::abuse},
                                        std::pair{"key_quota", protocol::Outcome::rate_limited},
                                        std::pair{"", protocol::Outcome::rate_limited}}) {
    quota.reason = reason;
    EXPECT_EQ(outcome_of(quota), outcome) << reason;
  }
}

TEST(CounterKey, HasTheOrganizationInBraces) {
  Quota quota;
  quota.id = "o";
  EXPECT_EQ(CounterKey(quota, kScoping).text(), "quota:o{7}");
  quota.scope = LimitScope::project;
  EXPECT_EQ(CounterKey(quota, kScoping).text(), "quota:o{7}11");
  quota.scope = LimitScope::key;
  quota.metric_namespace = "spans";
  EXPECT_EQ(CounterKey(quota, kScoping).text(), "quota:o{7}13spans");
}

TEST(CounterKey, TheLongestFits) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::min();
  Quota quota;
  quota.scope = LimitScope::key;
  quota.id = std::string(kMaxQuotaWordBytes, 'i');
  quota.metric_namespace = std::string(kMaxQuotaWordBytes, 'n');
  const CounterKey key(quota, {OrgId{kMost}, ProjectId{1}, KeyId{kMost}});
  EXPECT_EQ(key.text().size(), 6 + 2 * kMaxQuotaWordBytes + 2 + 2 * 20);
}

TEST(WindowShift, IsTheOrganizationModuloTheWindow) {
  Quota quota;
  quota.window = seconds(10);
  EXPECT_EQ(window_shift(quota, OrgId{7}), seconds(7));
  EXPECT_EQ(window_shift(quota, OrgId{27}), seconds(7));
  EXPECT_EQ(window_shift(quota, OrgId{30}), seconds(0));
  quota.window = Duration(0);
  EXPECT_EQ(window_shift(quota, OrgId{7}), Duration(0));
}

}  // namespace
}  // namespace picket::domain
