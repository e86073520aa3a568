// The decorator itself: where its faults fall, and that retrying them loses no task.
#include <set>
#include <tuple>

#include "adapters.h"

namespace picket::contract {
namespace {

using adapters::Fault;

class FaultyTaskQueueTest : public testing::Test {
 protected:
  static constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);
  static constexpr Duration kLease = std::chrono::seconds(30);

  static ports::Task task(const std::string& payload) { return {0, "q", payload, "", kNow, 0}; }

  ManualClock clock_{kNow};
  OpenTaskQueue inner_ = open_meta_sql_tasks("", clock_, 1000);
  adapters::FaultPlan plan_{7};
  adapters::FaultyTaskQueue tasks_{*inner_.tasks, plan_};
};

TEST_F(FaultyTaskQueueTest, FailsBeforeOrAfterTheInnerCall) {
  plan_.script({Fault::fail_before, Fault::fail_after});
  const auto before = tasks_.put(task("a"));
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(before.error().code, "fault_injected");
  EXPECT_EQ(*inner_.tasks->unfinished("q"), 0);
  EXPECT_FALSE(tasks_.put(task("a")));
  EXPECT_EQ(*inner_.tasks->unfinished("q"), 1) << "it is there all the same";
}

TEST_F(FaultyTaskQueueTest, ATakeWhoseAnswerIsLostComesBackAfterItsLease) {
  ASSERT_TRUE(tasks_.put(task("a")));
  plan_.script({Fault::fail_after});
  EXPECT_FALSE(tasks_.take("q", kNow, kLease));
  EXPECT_FALSE(*tasks_.take("q", kNow + kLease - Duration(1), kLease));
  const auto taken = tasks_.take("q", kNow + kLease, kLease);
  ASSERT_TRUE(taken && *taken);
  EXPECT_EQ((*taken)->attempts, 2);
}

TEST_F(FaultyTaskQueueTest, ARetriedHistoryRunsEveryTaskAtLeastOnce) {
  constexpr int kTasks = 50;
  plan_.set_rates({.fail_before = 300, .fail_after = 300});
  for (int i = 0; i < kTasks; ++i) {
    while (!tasks_.put(task(std::to_string(i)))) {
    }
  }
  std::set<std::string> ran;
  for (Timestamp now = kNow; *inner_.tasks->unfinished("q") > 0; now += kLease) {
    const auto taken = tasks_.take("q", now, kLease);
    if (!taken || !*taken) continue;
    ran.insert((*taken)->payload);
    // What is not finished comes back; what cannot be said to have failed does too.
    if (!tasks_.finish((*taken)->id)) std::ignore = tasks_.fail((*taken)->id, now);
  }
  EXPECT_GT(plan_.injected(), 50);
  EXPECT_EQ(ran.size(), static_cast<std::size_t>(kTasks));
}

TEST_F(FaultyTaskQueueTest, PutsEveryCallUnderThePlan) {
  plan_.set_rates({.fail_before = 1000});
  EXPECT_FALSE(tasks_.put(task("a")));
  EXPECT_FALSE(tasks_.take("q", kNow, kLease));
  EXPECT_FALSE(tasks_.finish(1));
  EXPECT_FALSE(tasks_.fail(1, kNow));
  EXPECT_FALSE(tasks_.unfinished("q"));
  EXPECT_EQ(plan_.injected(), 5);
}

}  // namespace
}  // namespace picket::contract
