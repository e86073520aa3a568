#include "domain/quota/spike.h"

#include <chrono>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp kHour = from_unix_us(1'764'000'000'000'000);  // A whole hour.
constexpr Timestamp kNow = kHour + minutes(20);

TEST(UsualErrors, AreTheMeanOfWholeHours) {
  const std::vector<HourCount> counts = {
      {kHour - hours(48), 40}, {kHour - hours(2), 50}, {kHour - hours(1), 6}, {kHour, 100'000}};
  EXPECT_DOUBLE_EQ(usual_errors_per_hour(counts, kNow).value(), 2.0)
      << "96 in 48 hours; the hour that is not over does not count";
}

TEST(UsualErrors, AreOfTheLastWeek) {
  const std::vector<HourCount> counts = {{kHour - hours(500), 1'000'000},
                                         {kHour - hours(168), 168}};
  EXPECT_DOUBLE_EQ(usual_errors_per_hour(counts, kNow).value(), 1.0);
}

TEST(UsualErrors, NeedADayOfHistory) {
  EXPECT_FALSE(usual_errors_per_hour({}, kNow));
  const std::vector<HourCount> young = {{kHour - hours(23), 1'000}, {kHour - hours(1), 5}};
  EXPECT_FALSE(usual_errors_per_hour(young, kNow));
  const std::vector<HourCount> day = {{kHour - hours(24), 24}};
  EXPECT_DOUBLE_EQ(usual_errors_per_hour(day, kNow).value(), 1.0);
  const std::vector<HourCount> quiet = {{kHour - hours(30), 0}, {kHour - hours(2), 5}};
  EXPECT_FALSE(usual_errors_per_hour(quiet, kNow)) << "an hour without errors says nothing";
}

TEST(SpikeCap, IsTheMultipleButNotTooLittle) {
  EXPECT_EQ(spike_cap(200, 10), 2'000);
  EXPECT_EQ(spike_cap(33.34, 10), 334);
  EXPECT_EQ(spike_cap(0.1, 10), kLeastSpikeCap);
  EXPECT_EQ(spike_cap(0, 1'000), kLeastSpikeCap);
  EXPECT_EQ(spike_cap(1e300, 1'000), kMostQuotaLimit);
  EXPECT_EQ(spike_cap(std::numeric_limits<double>::infinity(), 1), kMostQuotaLimit);
}

TEST(SpikeQuota, IsOfErrorsOfTheProjectInAnHour) {
  const Quota quota = make_spike_quota();
  EXPECT_EQ(quota.reason, "spike");
  EXPECT_EQ(quota.window, hours(1));
  EXPECT_EQ(quota.scope, protocol::LimitScope::project);
  EXPECT_TRUE(quota.categories.contains(protocol::Category::security));
  EXPECT_FALSE(quota.categories.contains(protocol::Category::transaction));
  EXPECT_EQ(outcome_of(quota), protocol::Outcome::rate_limited);
}

}  // namespace
}  // namespace picket::domain
