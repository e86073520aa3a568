// When a counter starts anew.
#include <algorithm>
#include <set>

#include "adapters.h"

namespace picket::contract {
namespace {

class LimiterContractWindows : public LimiterContract {};

INSTANTIATE_TEST_SUITE_P(Adapters, LimiterContractWindows, testing::ValuesIn(limiter_adapters()),
                         adapter_name);

TEST_P(LimiterContractWindows, ARefusalLastsUntilItSays) {
  EXPECT_TRUE(granted("k", 1, 1));
  const ports::Take refused = take("k", 1, 1);
  ASSERT_FALSE(refused.granted);
  EXPECT_GT(refused.retry_after, Duration(0));
  EXPECT_LE(refused.retry_after, kWindow);
  clock_.advance(refused.retry_after - Duration(1));
  EXPECT_EQ(take("k", 1, 1).retry_after, Duration(1));
  clock_.advance(Duration(1));
  EXPECT_TRUE(granted("k", 1, 1));
  EXPECT_EQ(take("k", 1, 1).retry_after, kWindow);
}

TEST_P(LimiterContractWindows, TheWholeLimitIsThereInEachWindow) {
  clock_.advance(take("k", 1, 0).retry_after);
  for (int window = 0; window < 5; ++window) {
    for (int second = 0; second < 60; ++second) {
      EXPECT_EQ(granted("k", 1, 45), second < 45) << window << ":" << second;
      clock_.advance(std::chrono::seconds(1));
    }
  }
}

TEST_P(LimiterContractWindows, EndWhereThePortSays) {
  for (const Duration window : {Duration(1), kWindow, ports::Limiter::kLongestWindow}) {
    for (const std::string key : {"", "a", "project:1"}) {
      for (int step = 0; step < 5; ++step) {
        EXPECT_EQ(take(key, 1, 0, window).retry_after,
                  ports::window_end(key, window, clock_.now()) - clock_.now());
        clock_.advance(window / 3);
      }
    }
  }
}

TEST_P(LimiterContractWindows, OfManyKeysEndAtManyTimes) {
  std::set<Duration> ends;
  for (int i = 0; i < 1000; ++i) ends.insert(take(std::to_string(i), 1, 0).retry_after);
  EXPECT_GT(ends.size(), 900U);
  EXPECT_LT(*ends.begin(), kWindow / 20);
  EXPECT_GT(*ends.rbegin(), kWindow - kWindow / 20);
}

// The windows of the port are part of its contract: a distributed adapter has to agree with them.
TEST(WindowEnd, StepsByTheLengthOfTheWindow) {
  constexpr Duration kLength = std::chrono::seconds(10);
  for (const std::int64_t start : {-100'000'000, -1, 0, 1, 1'764'000'000}) {
    const Timestamp now = from_unix_us(start * 1'000'000 + 7);
    const Timestamp end = ports::window_end("k", kLength, now);
    EXPECT_GT(end, now);
    EXPECT_LE(end, now + kLength);
    EXPECT_EQ(ports::window_end("k", kLength, end - Duration(1)), end);
    EXPECT_EQ(ports::window_end("k", kLength, end), end + kLength);
  }
}

// Two servers count in the same window, today's version and tomorrow's.
TEST(WindowEnd, IsTheSameInEveryProcess) {
  const Timestamp now = from_unix_us(1'764'000'000'000'000);
  EXPECT_EQ(ports::window_end("project:1", std::chrono::minutes(1), now),
            from_unix_us(1'764'000'007'068'711));
}

}  // namespace
}  // namespace picket::contract
