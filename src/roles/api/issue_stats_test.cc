#include "roles/api/issue_stats.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr Timestamp kStart{days(20'000)};

StatsPeriod period(Duration range) {
  return period_of({kStart, kStart + range}, kStart);
}

TEST(PeriodOfRange, HasAboutThirtyBuckets) {
  struct Case {
    Duration range;
    Duration bucket;
    std::size_t buckets;
  };
  const Case cases[] = {
      {hours(12), Duration(hours(12)) / 29, 30},
      {hours(24), hours(1), 24},
      {hours(29), hours(1), 29},
      {hours(30), hours(2), 15},
      {hours(58), hours(2), 29},
      {hours(59), hours(3), 20},
      {hours(88), hours(6), 15},
      {days(7), hours(6), 28},
      {days(8), hours(12), 16},
      {days(18), hours(24), 18},
      {days(29), hours(24), 29},
      {days(30), days(2), 15},
      {days(90), days(4), 23},
  };
  for (const Case& one : cases) {
    const StatsPeriod found = period(one.range);
    EXPECT_EQ(found.bucket, one.bucket) << one.range.count();
    EXPECT_EQ(found.buckets, one.buckets) << one.range.count();
    EXPECT_EQ(found.name, "auto");
    EXPECT_EQ(found.end, kStart + one.range);
  }
}

TEST(PeriodOfRange, EndsNowWithoutAnEnd) {
  const Timestamp now = kStart + hours(24);
  EXPECT_EQ(period_of({kStart, std::nullopt}, now).end, now);
}

TEST(PeriodOfRange, TakesAnyRange) {
  EXPECT_EQ(period(Duration(0)).buckets, 1U);
  EXPECT_EQ(period(seconds(5)).bucket, seconds(1));
  const StatsPeriod century = period(days(36'500));
  EXPECT_LE(century.buckets, 30U);
  EXPECT_EQ(century.bucket % days(1), Duration(0));
}

TEST(BucketsOf, AreThoseInWhichSomethingWasSeen) {
  const auto of = [](Duration first, Duration last) {
    return buckets_of({kStart + first, kStart + last}, kStart, hours(1), 24);
  };
  EXPECT_EQ(of(hours(2), hours(2)), (BucketSpan{2, 3}));
  EXPECT_EQ(of(hours(2), hours(4) - Duration(1)), (BucketSpan{2, 4}));
  EXPECT_EQ(of(hours(2), hours(4)), (BucketSpan{2, 5}));
  EXPECT_EQ(of(-days(1), days(2)), (BucketSpan{0, 24}));
  EXPECT_EQ(of(-days(2), -days(1)), BucketSpan());
  EXPECT_EQ(of(-days(2), Duration(-1)), BucketSpan());
  EXPECT_EQ(of(days(1), days(2)), BucketSpan());
  EXPECT_EQ(buckets_of({}, kStart, hours(1), 24), BucketSpan()) << "nothing was seen";
}

}  // namespace
}  // namespace picket::api
