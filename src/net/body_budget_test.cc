#include "net/body_budget.h"

#include <gtest/gtest.h>

namespace picket::net {
namespace {

constexpr std::size_t kBudget = 128_MiB;

class BodyBudgetTest : public testing::Test {
 protected:
  obs::Gauge gauge_;
  BodyBudget budget_{kBudget, gauge_};
};

TEST_F(BodyBudgetTest, EndsLargeBodiesFirstThenDecodersThenSmallOnes) {
  BodyCharge large(budget_);
  EXPECT_FALSE(large.grow_to(72_MiB + 1));
  EXPECT_TRUE(large.grow_to(72_MiB));
  BodyCharge other(budget_);
  EXPECT_FALSE(other.grow_to(BodyBudget::kSmallBytes + 1));
  BodyCharge decoder(budget_);
  EXPECT_FALSE(decoder.grow_to(48_MiB + 1, BodyUse::measured));
  EXPECT_TRUE(decoder.grow_to(48_MiB, BodyUse::measured));
  BodyCharge small(budget_);
  EXPECT_TRUE(small.grow_to(BodyBudget::kSmallBytes));
  EXPECT_TRUE(other.grow_to(1_MiB));
  EXPECT_FALSE(BodyCharge(budget_).grow_to(5_MiB + 512_KiB + 1, BodyUse::small));
  EXPECT_TRUE(BodyCharge(budget_).grow_to(5_MiB + 512_KiB, BodyUse::small));
}

TEST_F(BodyBudgetTest, KeepsTheLastRoomForThoseWhoNeedNotWait) {
  BodyCharge slow(budget_);
  BodyCharge others(budget_);
  ASSERT_TRUE(slow.grow_to(4_KiB));
  ASSERT_TRUE(others.grow_to(120_MiB - 4_KiB, BodyUse::measured));
  EXPECT_TRUE(others.may_wait());
  BodyCharge fast(budget_);
  ASSERT_TRUE(fast.grow_to(1_MiB));
  EXPECT_FALSE(fast.may_wait());
  EXPECT_FALSE(others.may_wait());
  EXPECT_TRUE(slow.may_wait()) << "it has not even begun";
}

TEST_F(BodyBudgetTest, HasRoomForTheLargestBodyAndWhatDecodesIt) {
  EXPECT_EQ(budget_.max_body_bytes(), 64_MiB);
  BodyCharge charge(budget_);
  EXPECT_TRUE(charge.grow_to(budget_.max_body_bytes() + 4_MiB));
}

TEST_F(BodyBudgetTest, AllowsASmallBodyAsMuchAsThereIs) {
  BodyBudget tiny(1'000, gauge_);
  EXPECT_EQ(tiny.max_body_bytes(), 1'000U);
  BodyCharge charge(tiny);
  EXPECT_FALSE(charge.grow_to(1'001));
  EXPECT_TRUE(charge.grow_to(1'000));
}

TEST_F(BodyBudgetTest, CountsWhatEachRequestHolds) {
  {
    BodyCharge charge(budget_);
    ASSERT_TRUE(charge.grow_to(1'000));
    ASSERT_TRUE(charge.grow_to(500)) << "it never shrinks by growing";
    EXPECT_EQ(budget_.taken(), 1'000U);
    EXPECT_FALSE(charge.grow_to(kBudget));
    EXPECT_EQ(budget_.taken(), 1'000U) << "a refusal changes nothing";
    charge.shrink_to(2'000);
    EXPECT_EQ(budget_.taken(), 1'000U);
    charge.shrink_to(400);
    EXPECT_EQ(budget_.taken(), 400U);
    EXPECT_EQ(gauge_.value(), 400);
    charge.release();
    EXPECT_EQ(budget_.taken(), 0U);
    ASSERT_TRUE(charge.grow_to(300));
  }
  EXPECT_EQ(budget_.taken(), 0U);
  EXPECT_EQ(gauge_.value(), 0);
}

}  // namespace
}  // namespace picket::net
