// Several counters at a time: all of them or none.
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "adapters.h"

namespace picket::contract {
namespace {

class LimiterContractCharges : public LimiterContract {
 protected:
  /// Whether it was taken; the takes stay to be looked at.
  bool all_taken(const std::vector<ports::Charge>& charges) {
    takes_.assign(charges.size(), {});
    const auto taken = limiter_->take_all(charges, takes_);
    EXPECT_TRUE(taken) << taken.error().detail;
    return *taken;
  }
  static ports::Charge charge(std::string_view key, std::int64_t quantity, std::int64_t limit) {
    return {key, quantity, limit, kWindow, Duration(0), false};
  }

  std::vector<ports::Take> takes_;
};

INSTANTIATE_TEST_SUITE_P(Adapters, LimiterContractCharges, testing::ValuesIn(limiter_adapters()),
                         adapter_name);

TEST_P(LimiterContractCharges, AreTakenTogetherOrNotAtAll) {
  EXPECT_TRUE(all_taken({charge("a", 1, 1), charge("b", 1, 3)}));
  EXPECT_FALSE(all_taken({charge("a", 1, 1), charge("b", 2, 3)}));
  EXPECT_FALSE(takes_[0].granted);
  EXPECT_GT(takes_[0].retry_after, Duration(0));
  EXPECT_TRUE(takes_[1].granted) << "by itself it fits";
  EXPECT_EQ(takes_[1].retry_after, Duration(0));
  EXPECT_TRUE(all_taken({charge("b", 2, 3)})) << "nothing was taken of it before";
  EXPECT_FALSE(all_taken({charge("b", 1, 3)}));
}

TEST_P(LimiterContractCharges, TellOfEveryOneThatDoesNotFit) {
  EXPECT_FALSE(all_taken({charge("a", 2, 1), charge("b", 1, 1), charge("c", 1, 0)}));
  EXPECT_FALSE(takes_[0].granted);
  EXPECT_TRUE(takes_[1].granted);
  EXPECT_FALSE(takes_[2].granted);
}

TEST_P(LimiterContractCharges, AskWithAQuantityOfZero) {
  EXPECT_TRUE(all_taken({charge("a", 0, 1)}));
  EXPECT_FALSE(all_taken({charge("a", 0, 0)}));
  EXPECT_TRUE(all_taken({charge("a", 1, 1)}));
  EXPECT_FALSE(all_taken({charge("a", 0, 1)})) << "used up, though nothing is asked for";
  EXPECT_TRUE(all_taken({charge("a", 0, 2)}));
}

TEST_P(LimiterContractCharges, MayGoOverTheLimitOnce) {
  ports::Charge batch = charge("a", 100, 5);
  batch.over_accept_once = true;
  EXPECT_TRUE(all_taken({batch}));
  EXPECT_FALSE(all_taken({batch}));
  EXPECT_FALSE(all_taken({charge("a", 1, 100)}));
  EXPECT_TRUE(all_taken({charge("a", 1, 101)}));
}

TEST_P(LimiterContractCharges, CountAsFarAsNumbersGo) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  ports::Charge batch = charge("a", kMost, kMost);
  batch.over_accept_once = true;
  EXPECT_TRUE(all_taken({charge("a", 1, kMost)}));
  EXPECT_TRUE(all_taken({batch}));
  EXPECT_FALSE(all_taken({charge("a", 1, kMost)}));
}

TEST_P(LimiterContractCharges, WindowsBeginAtTheirShift) {
  for (const std::int64_t shift_s : {0, 1, 17, 59, 60, 1000}) {
    ports::Charge one = charge("s" + std::to_string(shift_s), 1, 0);
    one.shift = std::chrono::seconds(shift_s);
    EXPECT_FALSE(all_taken({one}));
    const Timestamp end = clock_.now() + takes_[0].retry_after;
    EXPECT_GT(end, clock_.now());
    EXPECT_LE(end, clock_.now() + kWindow);
    const Duration into_the_hour = end.time_since_epoch() - one.shift;
    EXPECT_EQ(into_the_hour % kWindow, Duration(0)) << shift_s;
  }
}

TEST_P(LimiterContractCharges, StartAnewWhenTheirWindowEnds) {
  EXPECT_TRUE(all_taken({charge("a", 5, 5)}));
  EXPECT_FALSE(all_taken({charge("a", 1, 5)}));
  clock_.advance(takes_[0].retry_after - Duration(1));
  EXPECT_FALSE(all_taken({charge("a", 1, 5)}));
  EXPECT_EQ(takes_[0].retry_after, Duration(1));
  clock_.advance(Duration(1));
  EXPECT_TRUE(all_taken({charge("a", 5, 5)}));
}

TEST_P(LimiterContractCharges, NoneAreTakenAlways) {
  EXPECT_TRUE(all_taken({}));
}

TEST_P(LimiterContractCharges, RefuseWhatCannotBe) {
  const std::vector<ports::Charge> good = {charge("a", 1, 1)};
  std::vector<ports::Charge> too_many(ports::Limiter::kMaxCharges + 1, charge("a", 1, 1));
  ports::Charge bad_shift = charge("a", 1, 1);
  bad_shift.shift = Duration(-1);
  ports::Charge bad_window = charge("a", 1, 1);
  bad_window.window = Duration(0);
  for (const auto& bad : {too_many,
                          {bad_shift},
                          {bad_window},
                          {charge("a", -1, 1)},
                          {charge("a", 1, 1), charge("b", 1, -1)}}) {
    takes_.assign(bad.size(), {});
    const auto refused = limiter_->take_all(bad, takes_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_take");
  }
  takes_.assign(2, {});
  EXPECT_FALSE(limiter_->take_all(good, takes_)) << "a take for each charge";
  EXPECT_TRUE(all_taken(good)) << "nothing of that was taken";
}

}  // namespace
}  // namespace picket::contract
