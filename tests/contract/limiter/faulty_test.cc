// The decorator itself: where its faults fall.
#include <gtest/gtest.h>

#include "adapters/faulty/limiter.h"
#include "adapters/memory/limiter.h"

namespace picket::contract {
namespace {

using adapters::Fault;

TEST(FaultyLimiter, FailsBeforeOrAfterTheInnerCall) {
  const ManualClock clock{Timestamp{}};
  adapters::MemoryLimiter inner(clock);
  adapters::FaultPlan plan(1);
  adapters::FaultyLimiter limiter(inner, plan);
  constexpr Duration kWindow = std::chrono::minutes(1);

  plan.script({Fault::fail_before, Fault::fail_after});
  for (const std::size_t counters : {0U, 1U}) {
    const auto failed = limiter.take("k", 1, 2, kWindow);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(failed.error().code, "fault_injected");
    EXPECT_EQ(inner.counters(), counters) << "the lost answer has taken all the same";
  }
  EXPECT_TRUE(limiter.take("k", 1, 2, kWindow)->granted);
  EXPECT_FALSE(limiter.take("k", 1, 2, kWindow)->granted);
  EXPECT_EQ(plan.injected(), 2);
}

}  // namespace
}  // namespace picket::contract
