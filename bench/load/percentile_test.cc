#include "load/percentile.h"

#include <numeric>

#include <gtest/gtest.h>

namespace picket::load {
namespace {

std::vector<Micros> shuffled(int count) {
  std::vector<Micros> values;
  for (int i = 0; i < count; ++i) values.emplace_back(1 + i * 37 % count);
  return values;
}

TEST(Percentile, IsTheValueAtTheNearestRank) {
  std::vector<Micros> values = shuffled(100);
  EXPECT_EQ(percentile(values, 50), Micros(50));
  EXPECT_EQ(percentile(values, 99), Micros(99));
  EXPECT_EQ(percentile(values, 100), Micros(100));
  EXPECT_EQ(percentile(values, 0), Micros(1));
}

TEST(Percentile, RoundsTheRankUp) {
  std::vector<Micros> values{Micros(10), Micros(20), Micros(30)};
  EXPECT_EQ(percentile(values, 34), Micros(20));
  EXPECT_EQ(percentile(values, 33), Micros(10));
}

TEST(Percentile, OfNoneIsZero) {
  std::vector<Micros> none;
  EXPECT_EQ(percentile(none, 50), Micros(0));
}

TEST(Summarize, CountsAndOrders) {
  const Latency latency = summarize(shuffled(1000));
  EXPECT_EQ(latency.count, 1000U);
  EXPECT_EQ(latency.p50, Micros(500));
  EXPECT_EQ(latency.p99, Micros(990));
  EXPECT_EQ(latency.max, Micros(1000));
}

}  // namespace
}  // namespace picket::load
