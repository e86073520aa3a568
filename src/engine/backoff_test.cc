#include "engine/backoff.h"

#include <gtest/gtest.h>

namespace picket::engine {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, DoublesUpToTheLongestWithinHalfJitter) {
  Backoff backoff({milliseconds(50), milliseconds(300)}, 1);
  for (const int ceiling_ms : {50, 100, 200, 300, 300, 300}) {
    const Duration wait = backoff.next();
    EXPECT_GE(wait, milliseconds(ceiling_ms) / 2);
    EXPECT_LE(wait, milliseconds(ceiling_ms));
  }
}

TEST(Backoff, StartsAgainAfterReset) {
  Backoff backoff({milliseconds(50), milliseconds(10'000)}, 1);
  for (int i = 0; i < 8; ++i) backoff.next();
  EXPECT_GT(backoff.next(), milliseconds(50));
  backoff.reset();
  EXPECT_LE(backoff.next(), milliseconds(50));
}

TEST(Backoff, SameSeedSameWaitsOtherSeedOthers) {
  const RetryPolicy policy;
  Backoff a(policy, 7);
  Backoff b(policy, 7);
  Backoff c(policy, 8);
  bool differs = false;
  for (int i = 0; i < 5; ++i) {
    const Duration wait = a.next();
    EXPECT_EQ(wait, b.next());
    differs = differs || wait != c.next();
  }
  EXPECT_TRUE(differs);
}

TEST(Backoff, FirstLongerThanLongestIsCut) {
  Backoff backoff({milliseconds(500), milliseconds(100)}, 1);
  EXPECT_LE(backoff.next(), milliseconds(100));
}

}  // namespace
}  // namespace picket::engine
