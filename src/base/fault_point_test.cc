#include "base/fault_point.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

namespace picket {
namespace {

class FaultPoint : public testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(arm_fault_points("")); }
};

TEST_F(FaultPoint, DoesNothingUntilArmed) {
  EXPECT_FALSE(fault_point("a"));
}

TEST_F(FaultPoint, FailsAtTheNthPassageOnly) {
  ASSERT_TRUE(arm_fault_points("a=fail@2,b=fail"));
  EXPECT_FALSE(fault_point("a"));
  EXPECT_TRUE(fault_point("a"));
  EXPECT_FALSE(fault_point("a"));
  EXPECT_TRUE(fault_point("b"));
  EXPECT_FALSE(fault_point("c"));
}

TEST_F(FaultPoint, KillsTheProcess) {
  ASSERT_TRUE(arm_fault_points("a=kill"));
  EXPECT_EXIT(fault_point("a"), testing::KilledBySignal(SIGKILL), "");
}

TEST_F(FaultPoint, StallsEveryThreadFromThenOn) {
  EXPECT_EXIT(
      {
        if (!arm_fault_points("a=stall@2")) std::_Exit(1);
        std::atomic<int> passed{0};
        const auto pass_twice = [&passed] {
          for (int i = 0; i < 2; ++i) {
            fault_point("a");
            ++passed;
          }
        };
        std::thread first(pass_twice);
        std::thread second(pass_twice);
        ::alarm(1);  // Both stand still: nothing but this ends the process.
        first.join();
        second.join();
        std::_Exit(2);
      },
      testing::KilledBySignal(SIGALRM), "");
}

TEST_F(FaultPoint, RefusesTextThatDoesNotParse) {
  for (const char* spec : {"a", "a=", "a=explode", "a=fail@0", "a=fail@x", "=fail"}) {
    EXPECT_FALSE(arm_fault_points(spec)) << spec;
  }
}

}  // namespace
}  // namespace picket
