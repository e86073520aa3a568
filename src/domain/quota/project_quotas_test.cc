#include "domain/quota/project_quotas.h"

#include <algorithm>
#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "domain/quota/reasons.h"

namespace picket::domain {
namespace {

using protocol::Category;
using protocol::CategorySet;
using protocol::LimitScope;
using std::chrono::seconds;

constexpr Scoping kScoping{OrgId{7}, ProjectId{11}, KeyId{13}};

TEST(ProjectQuotas, NothingSetMakesNone) {
  EXPECT_TRUE(make_project_quotas({}).empty());
  QuotaSettings settings;
  settings.keys = {{KeyId{13}, 0, 60}, {KeyId{13}, 60, 0}};
  EXPECT_TRUE(make_project_quotas(settings).empty()) << "either 0 is off";
}

TEST(ProjectQuotas, AKeysLimitIsOfItsErrors) {
  QuotaSettings settings;
  settings.keys = {{KeyId{13}, 100, 60}, {KeyId{14}, 5, 3600}};
  const auto made = make_project_quotas(settings).quotas;
  ASSERT_EQ(made.size(), 2U);
  const Quota& quota = made[0];
  EXPECT_EQ(quota.limit, 100);
  EXPECT_EQ(quota.window, seconds(60));
  EXPECT_EQ(quota.reason, "key_quota");
  EXPECT_EQ(CounterKey(quota, kScoping).text(), "quota:k{7}13");
  for (const Category category : {Category::error, Category::default_, Category::security}) {
    EXPECT_TRUE(applies(quota, kScoping, category));
    EXPECT_FALSE(applies(made[1], kScoping, category)) << "of another key";
  }
  EXPECT_FALSE(applies(quota, kScoping, Category::transaction));
  EXPECT_FALSE(applies(quota, kScoping, Category::attachment));
}

TEST(ProjectQuotas, TheAccountLimitIsPerHourAndSharedByPercent) {
  QuotaSettings settings;
  settings.account_rate_limit = 1000;
  auto made = make_project_quotas(settings).quotas;
  ASSERT_EQ(made.size(), 1U) << "100 % is no limit of a project";
  EXPECT_EQ(made[0].scope, LimitScope::organization);
  EXPECT_EQ(made[0].limit, 1000);
  EXPECT_EQ(made[0].window, seconds(3600));
  EXPECT_EQ(made[0].reason, "org_quota");
  EXPECT_EQ(made[0].categories, CategorySet::errors());

  settings.project_rate_limit = 50;
  made = make_project_quotas(settings).quotas;
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].scope, LimitScope::project);
  EXPECT_EQ(made[0].limit, 500);
  EXPECT_EQ(made[0].window, seconds(3600));
  EXPECT_EQ(made[0].reason, "project_quota");

  settings.account_rate_limit = 1;
  EXPECT_EQ(make_project_quotas(settings).quotas[0].limit, 1) << "not none at all";
  settings.account_rate_limit = 0;
  EXPECT_TRUE(make_project_quotas(settings).empty());
}

TEST(ProjectQuotas, QuotasThatPeopleSet) {
  QuotaSettings settings;
  settings.project_quotas = boost::json::parse(
      R"([{"id":"tx","categories":["transaction"],"limit":10,"window":60,"scope":"organization"},
          {"id":"err","categories":["error"],"limit":0,"reasonCode":"paused"},
          {"id":"each","categories":["session"],"limit":1,"window":1,"scope":"key"},
          {"id":"x","categories":["from_the_future"],"limit":1,"window":1}])");
  settings.organization_quotas =
      boost::json::parse(R"([{"id":"all","limit":5,"window":1,"scope":"key"}])");
  const auto made = make_project_quotas(settings).quotas;
  ASSERT_EQ(made.size(), 4U) << "what has a flaw is left out";
  EXPECT_EQ(made[0].categories, CategorySet{Category::transaction});
  EXPECT_EQ(CounterKey(made[0], kScoping).text(), "quota:p:tx{7}11") << "scope is where it is set";
  EXPECT_EQ(made[0].reason, "project_quota");
  EXPECT_EQ(made[1].categories, CategorySet::errors()) << "of every kind";
  EXPECT_TRUE(made[1].rejects_all());
  EXPECT_EQ(made[1].reason, "paused");
  EXPECT_EQ(CounterKey(made[2], kScoping).text(), "quota:p:each{7}13");
  EXPECT_EQ(made[2].reason, "key_quota");
  EXPECT_EQ(CounterKey(made[3], kScoping).text(), "quota:o:all{7}");
  EXPECT_TRUE(made[3].categories.is_all());
  EXPECT_EQ(made[3].reason, "org_quota");
}

TEST(ProjectQuotas, CountersAreApart) {
  QuotaSettings settings;
  settings.account_rate_limit = 1000;
  settings.project_rate_limit = 50;
  settings.keys = {{KeyId{13}, 100, 3600}};
  settings.project_quotas = boost::json::parse(
      R"([{"id":"p","limit":1,"window":3600},{"id":"o","limit":1,"window":3600}])");
  settings.organization_quotas = settings.project_quotas;
  std::vector<std::string> keys;
  for (const Quota& quota : make_project_quotas(settings).quotas) {
    keys.emplace_back(CounterKey(quota, kScoping).text());
  }
  ASSERT_EQ(keys.size(), 7U);
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(std::unique(keys.begin(), keys.end()), keys.end());
}

TEST(SetQuotas, FlawsAreSaid) {
  for (const char* good :
       {"[]", R"([{"id":"a","limit":5,"window":60,"categories":["error","span"]}])",
        R"([{"limit":0},{"limit":0}])", R"([{"id":"a","limit":null}])"}) {
    EXPECT_FALSE(find_quotas_flaw(boost::json::parse(good))) << good;
  }
  for (const char* bad : {"null", "{}", "[7]", R"([{"id":"a","limit":5}])",
                          R"([{"id":"a","limit":0},{"id":"a","limit":0}])",
                          R"([{"id":"a","limit":1000000000001,"window":60}])"}) {
    EXPECT_TRUE(find_quotas_flaw(boost::json::parse(bad))) << bad;
  }
  boost::json::array many(kMaxSetQuotas + 1, boost::json::parse(R"({"limit":0})"));
  EXPECT_TRUE(find_quotas_flaw(many));
}

TEST(AbuseQuotas, AreAveragesOverTheWindow) {
  EXPECT_TRUE(make_abuse_quotas({}).empty());
  AbuseLimits limits;
  limits.project_transactions = 42;
  limits.organization_errors = -1;
  const auto quotas = make_abuse_quotas(limits);
  ASSERT_EQ(quotas.size(), 2U);
  EXPECT_EQ(quotas[0].id, "pat");
  EXPECT_EQ(quotas[0].limit, 420);
  EXPECT_EQ(quotas[0].window, seconds(10));
  EXPECT_EQ(quotas[0].reason, "project_abuse_limit");
  EXPECT_EQ(quotas[0].categories, CategorySet{Category::transaction});
  EXPECT_TRUE(quotas[1].rejects_all()) << "less than nothing blocks";
  EXPECT_EQ(quotas[1].reason, "org_abuse_limit");
  EXPECT_EQ(quotas[1].scope, LimitScope::organization);
}

}  // namespace
}  // namespace picket::domain
