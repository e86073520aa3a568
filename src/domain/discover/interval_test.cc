#include "domain/discover/interval.h"

#include <chrono>

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace picket::domain::discover {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Timestamp kNoon = *parse_rfc3339("2026-11-28T12:00:00Z");

Buckets chosen(Duration range, std::optional<Duration> width, bool partial = false,
               std::size_t most = 10'000, Timestamp end = kNoon) {
  return choose_buckets({end - range, end, width, partial, most});
}

TEST(ChooseBuckets, TakesTheIntervalThatIsAskedFor) {
  EXPECT_EQ(chosen(24h, 4h), (Buckets{kNoon - 24h, 4h, 6}));
  EXPECT_EQ(chosen(24h, 4h).end(), kNoon);
  EXPECT_EQ(chosen(1h, 1s), (Buckets{kNoon - 1h, 1s, 3600}));
}

TEST(ChooseBuckets, RoundsToWholeBuckets) {
  const Timestamp later = kNoon + 34min;
  EXPECT_EQ(chosen(24h, 1h, false, 10'000, later), (Buckets{kNoon - 24h, 1h, 24}));
  EXPECT_EQ(chosen(24h, 1h, true, 10'000, later), (Buckets{kNoon - 24h, 1h, 25}));
  EXPECT_EQ(chosen(24h, 1h, true), (Buckets{kNoon - 24h, 1h, 24}));
  // Before 1970 too.
  EXPECT_EQ(choose_buckets({Timestamp(-90s), Timestamp(90s), Duration(1min), false, 100}),
            (Buckets{Timestamp(-120s), 1min, 3}));
}

TEST(ChooseBuckets, MakesOneTwo) {
  EXPECT_EQ(chosen(1h, 1h), (Buckets{kNoon - 1h, 1h, 2}));
}

TEST(ChooseBuckets, FallsBackToADefaultForTheRange) {
  for (const Duration useless : {Duration(0), Duration(-1h), Duration(days(100)), Duration(1us)}) {
    EXPECT_EQ(chosen(24h, useless), (Buckets{kNoon - 24h, 5min, 288}));
  }
  EXPECT_EQ(chosen(30min, std::nullopt).width, 1min);
  EXPECT_EQ(chosen(days(7), std::nullopt).width, 30min);
  EXPECT_EQ(chosen(days(14), std::nullopt).width, 1h);
  EXPECT_EQ(chosen(days(60), std::nullopt).width, 4h);
  EXPECT_EQ(chosen(days(90), std::nullopt).width, days(1));
}

TEST(ChooseBuckets, KeepsToTheMost) {
  EXPECT_EQ(chosen(24h, 5min, false, 290).count, 288U);
  // 288 would be too many: twice as wide, until they fit.
  EXPECT_EQ(chosen(24h, 5min, false, 100), (Buckets{kNoon - 24h, 20min, 72}));
  for (const std::size_t most : {10U, 50U, 1000U}) {
    for (const Duration range : {Duration(1min), Duration(1h), Duration(days(3650))}) {
      EXPECT_LE(chosen(range, std::nullopt, true, most).count, most);
    }
  }
}

}  // namespace
}  // namespace picket::domain::discover
