#include "adapters/events_duckdb/tag_sample.h"

#include <gtest/gtest.h>

namespace picket::adapters::duck {
namespace {

constexpr std::int64_t kGroup = Selection::kRowsOfGroup;
constexpr SampleLimits kLimits{.exact = 2'000, .groups = 32, .events = 1'000, .most = 12'000};

TEST(TagSample, FewEventsAreAllLookedAt) {
  EXPECT_EQ(sample_of(2'000, 1000 * kGroup, kLimits), (Sample{2'000, 1, 1}));
  EXPECT_TRUE(sample_of(2'000, 1000 * kGroup, kLimits).is_all());
  EXPECT_TRUE(sample_of(0, 0, kLimits).is_all());
}

TEST(TagSample, LeavesRowGroupsOutUntilFewAreLeft) {
  EXPECT_EQ(sample_of(64 * kGroup, 64 * kGroup, kLimits).parts, 2);
  EXPECT_EQ(sample_of(640 * kGroup, 640 * kGroup, kLimits).parts, 20);
  EXPECT_EQ(sample_of(20 * kGroup, 20 * kGroup, kLimits).parts, 1) << "they are few already";
}

TEST(TagSample, HoldsEnoughEventsHoweverFarApartTheyAre) {
  EXPECT_EQ(sample_of(5'500, 640 * kGroup, kLimits), (Sample{5'500, 5, 1}));
  EXPECT_EQ(sample_of(2'001, 640 * kGroup, kLimits), (Sample{2'001, 2, 1}));
}

TEST(TagSample, HoldsNotMoreEventsThanSaySomething) {
  for (const std::int64_t rows : {8 * kGroup, 64 * kGroup, 640 * kGroup}) {
    const Sample sample = sample_of(rows, rows, kLimits);
    EXPECT_GE(sample.expected(), kLimits.most / 2) << rows;
    EXPECT_LE(sample.expected(), kLimits.most * 2) << rows;
    EXPECT_EQ(sample.thin % 2, 1) << "of two kinds that take turns both are met";
  }
}

TEST(TagSample, IsFairWhenItHoldsWhatItShould) {
  const Sample sample{10'000, 5, 2};
  EXPECT_TRUE(sample.is_fair(1'000));
  EXPECT_TRUE(sample.is_fair(500));
  EXPECT_TRUE(sample.is_fair(2'000));
  EXPECT_FALSE(sample.is_fair(499));
  EXPECT_FALSE(sample.is_fair(2'001));
  EXPECT_TRUE(Sample{10'000}.is_fair(0)) << "nothing is left out of all";
  EXPECT_EQ(sample.of_all_groups(kLimits), Sample{10'000});
  EXPECT_EQ((Sample{120'000, 9, 1}.of_all_groups(kLimits)), (Sample{120'000, 1, 11}));
}

}  // namespace
}  // namespace picket::adapters::duck
