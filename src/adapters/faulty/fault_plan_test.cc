#include "adapters/faulty/fault_plan.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

std::vector<Fault> draw(FaultPlan& plan, int calls) {
  std::vector<Fault> faults;
  for (int i = 0; i < calls; ++i) faults.push_back(plan.next());
  return faults;
}

TEST(FaultPlan, InjectsNothingByDefault) {
  FaultPlan plan(1);
  EXPECT_EQ(draw(plan, 100), std::vector<Fault>(100, Fault::none));
  EXPECT_EQ(plan.injected(), 0);
}

TEST(FaultPlan, FollowsTheScriptFirst) {
  FaultPlan plan(1);
  plan.script({Fault::fail_after, Fault::none, Fault::fail_before});
  EXPECT_EQ(draw(plan, 4),
            (std::vector<Fault>{Fault::fail_after, Fault::none, Fault::fail_before, Fault::none}));
  EXPECT_EQ(plan.injected(), 2);
}

TEST(FaultPlan, RepeatsWithTheSameSeed) {
  FaultPlan first(42, {.fail_before = 300, .fail_after = 300});
  FaultPlan again(42, {.fail_before = 300, .fail_after = 300});
  FaultPlan other(43, {.fail_before = 300, .fail_after = 300});
  const auto faults = draw(first, 200);
  EXPECT_EQ(draw(again, 200), faults);
  EXPECT_NE(draw(other, 200), faults);
  for (const Fault fault : {Fault::none, Fault::fail_before, Fault::fail_after}) {
    EXPECT_NE(std::find(faults.begin(), faults.end(), fault), faults.end());
  }
}

TEST(FaultPlan, AlwaysFailsAtAThousandPerThousand) {
  FaultPlan plan(1);
  plan.set_rates({.fail_before = 1000});
  EXPECT_EQ(draw(plan, 10), std::vector<Fault>(10, Fault::fail_before));
}

TEST(FaultPlan, WaitsWithinTheLongestDelay) {
  std::vector<Duration> waits;
  FaultPlan plan(1, {.delay = 500, .longest_delay = Duration(100)},
                 [&waits](Duration wait) { waits.push_back(wait); });
  draw(plan, 200);
  EXPECT_GT(waits.size(), 50U);
  EXPECT_LT(waits.size(), 150U);
  for (const Duration wait : waits) EXPECT_LE(wait, Duration(100));
}

}  // namespace
}  // namespace picket::adapters
