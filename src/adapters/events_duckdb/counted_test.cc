#include "adapters/events_duckdb/counted.h"

#include <gtest/gtest.h>

namespace picket::adapters::duck {
namespace {

using namespace std::chrono_literals;
using Spans = std::vector<TimeSpan>;

constexpr Timestamp kDay = from_unix_us(0) + std::chrono::days(20'000);
constexpr auto kSummed = kDay + 240h;

TEST(Cover, TakesWholeDaysThenWholeHoursThenEvents) {
  const auto coverage = cover({kDay + 90min, kDay + 77h + 1us}, Coarsest::day, kSummed);
  EXPECT_EQ(coverage.days, (Spans{{kDay + 24h, kDay + 72h}}));
  EXPECT_EQ(coverage.hours, (Spans{{kDay + 2h, kDay + 24h}, {kDay + 72h, kDay + 77h}}));
  EXPECT_EQ(coverage.events, (Spans{{kDay + 90min, kDay + 2h}, {kDay + 77h, kDay + 77h + 1us}}));
  EXPECT_EQ(coverage.unsummed, (Spans{{kDay + 2h, kDay + 77h}}));
  EXPECT_EQ(coverage.summed_until, kSummed);
  EXPECT_TRUE(coverage.has_sums());
}

TEST(Cover, HasNoRestWhereEdgesAreWhole) {
  const auto days = cover({kDay, kDay + 48h}, Coarsest::day, kSummed);
  EXPECT_EQ(days.days, (Spans{{kDay, kDay + 48h}}));
  EXPECT_EQ(days.unsummed, (Spans{{kDay, kDay + 48h}}));
  EXPECT_TRUE(days.hours.empty());
  EXPECT_TRUE(days.events.empty());
  const auto hours = cover({kDay + 23h, kDay + 25h}, Coarsest::day, kSummed);
  EXPECT_TRUE(hours.days.empty());
  EXPECT_EQ(hours.hours, (Spans{{kDay + 23h, kDay + 25h}}));
  EXPECT_TRUE(hours.events.empty());
}

TEST(Cover, TakesWhatHasNoEndFromDays) {
  const auto all = cover({}, Coarsest::day, kSummed);
  EXPECT_EQ(all.days, Spans{{}});
  EXPECT_EQ(all.unsummed, Spans{{}});
  EXPECT_TRUE(all.hours.empty());
  EXPECT_TRUE(all.events.empty());
  const auto since = cover({kDay + 90min, std::nullopt}, Coarsest::day, kSummed);
  EXPECT_EQ(since.days, (Spans{{kDay + 24h, std::nullopt}}));
  EXPECT_EQ(since.hours, (Spans{{kDay + 2h, kDay + 24h}}));
  EXPECT_EQ(since.events, (Spans{{kDay + 90min, kDay + 2h}}));
  EXPECT_EQ(since.unsummed, (Spans{{kDay + 2h, std::nullopt}}));
}

TEST(Cover, TakesNoWiderSumsThanAQuestionCanDoWith) {
  const TimeSpan span{kDay + 90min, kDay + 72h};
  const auto hours = cover(span, Coarsest::hour, kSummed);
  EXPECT_TRUE(hours.days.empty());
  EXPECT_EQ(hours.hours, (Spans{{kDay + 2h, kDay + 72h}}));
  EXPECT_EQ(hours.events, (Spans{{kDay + 90min, kDay + 2h}}));
  const auto events = cover(span, Coarsest::event, kSummed);
  EXPECT_EQ(events.events, Spans{span});
  EXPECT_FALSE(events.has_sums());
  EXPECT_TRUE(events.unsummed.empty());
}

TEST(Cover, TakesEventsWhereNothingIsSummedUp) {
  for (const TimeSpan& span :
       {TimeSpan{kDay + 90min, kDay + 150min}, TimeSpan{kDay + 2h, kDay},
        TimeSpan{Timestamp::min(), kDay}, TimeSpan{kDay, Timestamp::max()}}) {
    const auto coverage = cover(span, Coarsest::day, kSummed);
    EXPECT_EQ(coverage.events, Spans{span});
    EXPECT_FALSE(coverage.has_sums());
    EXPECT_TRUE(coverage.unsummed.empty());
  }
  EXPECT_EQ(cover({}, Coarsest::day, std::nullopt).events, Spans{{}});
}

TEST(CoarsestOf, IsWhatBucketsAreMadeOf) {
  EXPECT_EQ(coarsest_of(kDay, 48h), Coarsest::day);
  EXPECT_EQ(coarsest_of(kDay + 1h, 24h), Coarsest::hour);
  EXPECT_EQ(coarsest_of(kDay, 12h), Coarsest::hour);
  EXPECT_EQ(coarsest_of(kDay + 1s, 24h), Coarsest::event);
  EXPECT_EQ(coarsest_of(kDay, 90min), Coarsest::event);
}

}  // namespace
}  // namespace picket::adapters::duck
