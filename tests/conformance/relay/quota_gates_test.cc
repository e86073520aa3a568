// What counters and their memory say of one item.
#include <chrono>
#include <memory>

#include <gtest/gtest.h>

#include "adapters/faulty/limiter.h"
#include "adapters/memory/limiter.h"
#include "adapters/meta_sql/meta_db.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "roles/relay/quotas.h"

namespace picket::conformance {
namespace {

using protocol::Category;
using std::chrono::seconds;

constexpr domain::Scoping kScoping{OrgId{1}, ProjectId{2}, KeyId{3}};

class QuotaGates : public testing::Test {
 protected:
  static domain::Quota quota(std::string id, std::int64_t limit, seconds window) {
    domain::Quota made;
    made.id = std::move(id);
    made.scope = protocol::LimitScope::project;
    made.limit = limit;
    made.window = window;
    return made;
  }
  bool granted(const domain::ProjectQuotas& set, Category category, std::int64_t quantity) {
    relay::CountingGate gate(quotas_, set, kScoping, clock_.now());
    return !gate.take(category, quantity);
  }
  std::optional<domain::Refusal> known(const domain::ProjectQuotas& set, Category category) {
    relay::KnownGate gate(quotas_, set, kScoping, clock_.now());
    return gate.take(category, 1);
  }

  ManualClock clock_{from_unix_us(1'764'000'000'000'000)};
  obs::Registry metrics_;
  relay::Telemetry telemetry_{metrics_, obs::null_logger()};
  adapters::MemoryLimiter memory_{clock_};
  adapters::FaultPlan plan_{1};
  adapters::FaultyLimiter limiter_{memory_, plan_};
  std::unique_ptr<adapters::MetaSql> meta_ = *adapters::MetaSql::open({}, clock_);
  relay::ProjectCache projects_{*meta_, {}, telemetry_};
  relay::SpikeGuard spikes_{*meta_, projects_, clock_, telemetry_};
  relay::Quotas quotas_{limiter_, {}, spikes_, telemetry_};
};

TEST_F(QuotaGates, WhatTheCountersRefuseIsKnownNext) {
  domain::ProjectQuotas set{{quota("a", 2, seconds(60))}};
  EXPECT_FALSE(known(set, Category::error));
  EXPECT_TRUE(granted(set, Category::error, 2));
  EXPECT_FALSE(known(set, Category::error)) << "used up, but nobody was refused";
  EXPECT_FALSE(granted(set, Category::error, 1));
  const auto refusal = known(set, Category::error);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->quota, &set.quotas[0]);
  EXPECT_GT(refusal->retry_after, Duration(0));
  EXPECT_LE(refusal->retry_after, seconds(60));
  clock_.advance(refusal->retry_after);
  EXPECT_FALSE(known(set, Category::error));
  EXPECT_TRUE(granted(set, Category::error, 1));
}

TEST_F(QuotaGates, NothingIsTakenOfOneQuotaWhenAnotherRefuses) {
  domain::ProjectQuotas set{{quota("a", 1, seconds(60)), quota("b", 5, seconds(60))}};
  set.quotas[0].categories = {Category::error};
  EXPECT_TRUE(granted(set, Category::error, 1));
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(granted(set, Category::error, 1));
  EXPECT_TRUE(granted(set, Category::transaction, 4));
  EXPECT_FALSE(granted(set, Category::transaction, 1));
}

TEST_F(QuotaGates, AQuotaOfNothingNeedsNoCounter) {
  const domain::ProjectQuotas set{{quota("a", 0, seconds(0)), quota("b", 1, seconds(60))}};
  const auto refusal = known(set, Category::span);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->retry_after, seconds(60));
  EXPECT_FALSE(granted(set, Category::span, 1));
  EXPECT_EQ(memory_.counters(), 0U);
}

TEST_F(QuotaGates, AnUnlimitedQuotaIsNone) {
  domain::ProjectQuotas set{{quota("a", 0, seconds(60))}};
  set.quotas[0].limit.reset();
  EXPECT_FALSE(known(set, Category::error));
  EXPECT_TRUE(granted(set, Category::error, 1'000'000));
  EXPECT_EQ(memory_.counters(), 0U);
}

TEST_F(QuotaGates, CountersThatDoNotAnswerGrant) {
  const domain::ProjectQuotas set{{quota("a", 1, seconds(60))}};
  EXPECT_TRUE(granted(set, Category::error, 1));
  plan_.script({adapters::Fault::fail_before, adapters::Fault::fail_before});
  EXPECT_TRUE(granted(set, Category::error, 1));
  EXPECT_TRUE(granted(set, Category::error, 1));
  EXPECT_FALSE(granted(set, Category::error, 1)) << "they answer again";
}

}  // namespace
}  // namespace picket::conformance
