// What is granted and what is refused.
#include <limits>

#include "../texts.h"
#include "adapters.h"

namespace picket::contract {
namespace {

INSTANTIATE_TEST_SUITE_P(Adapters, LimiterContract, testing::ValuesIn(limiter_adapters()),
                         adapter_name);

TEST_P(LimiterContract, GrantsUpToTheLimit) {
  for (int i = 0; i < 3; ++i) {
    const ports::Take taken = take("k", 1, 3);
    EXPECT_TRUE(taken.granted);
    EXPECT_EQ(taken.retry_after, Duration(0));
  }
  EXPECT_FALSE(granted("k", 1, 3));
}

TEST_P(LimiterContract, WhatDoesNotFitTakesNothing) {
  EXPECT_TRUE(granted("k", 7, 10));
  EXPECT_FALSE(granted("k", 4, 10));
  EXPECT_TRUE(granted("k", 3, 10));
  EXPECT_FALSE(granted("k", 1, 10));
}

TEST_P(LimiterContract, MoreThanTheLimitNeverFits) {
  EXPECT_FALSE(granted("k", 11, 10));
  EXPECT_FALSE(granted("k", 1, 0));
}

TEST_P(LimiterContract, NothingIsGrantedUntilTheLimitIsPassed) {
  EXPECT_TRUE(granted("k", 0, 0));
  EXPECT_TRUE(granted("k", 5, 5));
  EXPECT_TRUE(granted("k", 0, 5));
  EXPECT_FALSE(granted("k", 0, 4));
}

TEST_P(LimiterContract, TheLimitMayChangeFromTakeToTake) {
  EXPECT_TRUE(granted("k", 5, 5));
  EXPECT_FALSE(granted("k", 1, 5));
  EXPECT_TRUE(granted("k", 1, 6));
  EXPECT_FALSE(granted("k", 1, 3));
}

TEST_P(LimiterContract, KeysAndWindowsAreApart) {
  EXPECT_TRUE(granted("a", 1, 1));
  EXPECT_TRUE(granted("b", 1, 1));
  EXPECT_TRUE(granted("a", 1, 1, 2 * kWindow));
  EXPECT_FALSE(granted("a", 1, 1));
  EXPECT_FALSE(granted("b", 1, 1));
  EXPECT_FALSE(granted("a", 1, 1, 2 * kWindow));
}

TEST_P(LimiterContract, KeysAreAnyBytes) {
  std::vector<std::string> keys = {std::string("a\0b", 3), std::string("a\0c", 3), "\xFF",
                                   std::string(ports::Limiter::kMaxKeyBytes, 'k')};
  for (const std::string& text : kHostileTexts) {
    if (text.size() <= ports::Limiter::kMaxKeyBytes) keys.push_back(text);
  }
  for (const std::string& key : keys) EXPECT_TRUE(granted(key, 1, 1)) << key;
  for (const std::string& key : keys) EXPECT_FALSE(granted(key, 1, 1)) << key;
}

TEST_P(LimiterContract, CountsAsFarAsNumbersGo) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_TRUE(granted("k", kMost - 1, kMost));
  EXPECT_FALSE(granted("k", 2, kMost));
  EXPECT_FALSE(granted("k", kMost, kMost));
  EXPECT_TRUE(granted("k", 1, kMost));
  EXPECT_FALSE(granted("k", 1, 0));
}

TEST_P(LimiterContract, RefusesWhatCannotBe) {
  const std::string too_long(ports::Limiter::kMaxKeyBytes + 1, 'k');
  const Duration longest = ports::Limiter::kLongestWindow;
  for (const auto& refused :
       {limiter_->take(too_long, 1, 1, kWindow), limiter_->take("k", -1, 1, kWindow),
        limiter_->take("k", 1, -1, kWindow), limiter_->take("k", 1, 1, Duration(0)),
        limiter_->take("k", 1, 1, -kWindow), limiter_->take("k", 1, 1, longest + Duration(1))}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
    EXPECT_EQ(refused.error().code, "bad_take");
  }
  EXPECT_TRUE(granted("k", 1, 1));
  EXPECT_TRUE(granted("k", 1, 1, longest));
  EXPECT_TRUE(granted("k", 1, 1, Duration(1)));
}

}  // namespace
}  // namespace picket::contract
