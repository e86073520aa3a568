// What is particular to memory; what every limiter promises is in tests/contract.
#include "adapters/memory/limiter.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

class MemoryLimiterTest : public testing::Test {
 protected:
  /// Room for `counters` with keys of one byte.
  static MemoryLimiterLimits room_for(std::uint64_t counters) {
    return {counters * (1 + kMemoryCounterOverheadBytes)};
  }
  static bool granted(MemoryLimiter& limiter, std::string_view key, std::int64_t limit,
                      Duration window) {
    const auto taken = limiter.take(key, 1, limit, window);
    EXPECT_TRUE(taken);
    return taken->granted;
  }

  ManualClock clock_{kNow};
};

TEST_F(MemoryLimiterTest, ForgetsCountersWhoseWindowEnded) {
  MemoryLimiter limiter(clock_);
  for (int i = 0; i < 100; ++i) granted(limiter, std::to_string(i), 5, minutes(1));
  granted(limiter, "long", 5, hours(48));
  EXPECT_EQ(limiter.counters(), 101U);
  clock_.advance(minutes(1));
  granted(limiter, "long", 5, hours(48));
  EXPECT_EQ(limiter.counters(), 1U);
  EXPECT_EQ(limiter.evicted(), 0U);
}

TEST_F(MemoryLimiterTest, WhenFullForgetsWhatEndsFirst) {
  MemoryLimiter limiter(clock_, room_for(2));
  EXPECT_TRUE(granted(limiter, "a", 1, hours(1000)));
  EXPECT_TRUE(granted(limiter, "b", 1, minutes(1)));
  EXPECT_TRUE(granted(limiter, "c", 1, hours(2000)));
  EXPECT_EQ(limiter.counters(), 2U);
  EXPECT_EQ(limiter.evicted(), 1U);
  EXPECT_FALSE(granted(limiter, "a", 1, hours(1000)));
  EXPECT_FALSE(granted(limiter, "c", 1, hours(2000)));
  EXPECT_TRUE(granted(limiter, "b", 1, minutes(1))) << "forgotten, so it starts anew";
}

TEST_F(MemoryLimiterTest, CountsAnyNumberOfKeysInTheSameMemory) {
  MemoryLimiter limiter(clock_, {10'000});
  for (int i = 0; i < 10'000; ++i) granted(limiter, std::to_string(i), 5, hours(1));
  EXPECT_LE(limiter.counters(), 10'000 / kMemoryCounterOverheadBytes);
  EXPECT_GT(limiter.counters(), 10'000 / kMemoryCounterOverheadBytes / 2);
}

TEST_F(MemoryLimiterTest, KeepsNoCounterForWhatWasNotTaken) {
  MemoryLimiter limiter(clock_);
  EXPECT_FALSE(granted(limiter, "a", 0, hours(1)));
  EXPECT_TRUE(limiter.take("a", 0, 5, hours(1))->granted);
  EXPECT_EQ(limiter.counters(), 0U);
}

TEST_F(MemoryLimiterTest, AClockThatStepsBackCountsOnInItsWindow) {
  MemoryLimiter limiter(clock_);
  EXPECT_TRUE(granted(limiter, "a", 1, hours(1)));
  clock_.advance(hours(1));
  EXPECT_TRUE(granted(limiter, "a", 1, hours(1)));
  clock_.advance(-hours(1));
  EXPECT_TRUE(granted(limiter, "a", 1, hours(1))) << "that window had ended";
  EXPECT_FALSE(granted(limiter, "a", 1, hours(1)));
  clock_.advance(hours(1));
  EXPECT_FALSE(granted(limiter, "a", 1, hours(1)));
}

}  // namespace
}  // namespace picket::adapters
