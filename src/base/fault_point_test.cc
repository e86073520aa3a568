#include "base/fault_point.h"

#include <gtest/gtest.h>

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

TEST_F(FaultPoint, RefusesTextThatDoesNotParse) {
  for (const char* spec : {"a", "a=", "a=explode", "a=fail@0", "a=fail@x", "=fail"}) {
    EXPECT_FALSE(arm_fault_points(spec)) << spec;
  }
}

}  // namespace
}  // namespace picket
