// The decorator itself: where its faults fall.
#include <gtest/gtest.h>

#include "adapters/faulty/cache.h"
#include "adapters/memory/cache.h"

namespace picket::contract {
namespace {

using adapters::Fault;

class FaultyCacheTest : public testing::Test {
 protected:
  static constexpr Duration kTtl = std::chrono::minutes(1);

  ManualClock clock_{Timestamp{}};
  adapters::MemoryCache inner_{clock_};
  adapters::FaultPlan plan_{1};
  adapters::FaultyCache cache_{inner_, plan_};
};

TEST_F(FaultyCacheTest, FailsBeforeOrAfterTheInnerCall) {
  plan_.script({Fault::fail_before, Fault::fail_after});
  const auto before = cache_.put("k", "v", kTtl);
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(before.error().code, "fault_injected");
  EXPECT_EQ(inner_.entries(), 0U);
  EXPECT_FALSE(cache_.put("k", "v", kTtl));
  EXPECT_EQ(inner_.entries(), 1U) << "it is there all the same";
  EXPECT_EQ(*cache_.get("k"), "v");
}

TEST_F(FaultyCacheTest, PutsEveryCallUnderThePlan) {
  plan_.set_rates({.fail_before = 1000});
  EXPECT_FALSE(cache_.put("k", "v", kTtl));
  EXPECT_FALSE(cache_.get("k"));
  EXPECT_FALSE(cache_.erase("k"));
  EXPECT_EQ(plan_.injected(), 3);
}

}  // namespace
}  // namespace picket::contract
