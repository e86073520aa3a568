// The decorator itself: where its faults fall, and that retrying them loses nothing.
#include <set>

#include <gtest/gtest.h>

#include "adapters/faulty/log.h"
#include "adapters/memory/log.h"

namespace picket::contract {
namespace {

using adapters::Fault;
using adapters::FaultPlan;
using ports::append_and_wait;

class FaultyLogTest : public testing::Test {
 protected:
  ports::Offset end() { return inner_.offsets(kEvents)->end; }

  const ports::TopicPartition kEvents{"events", 0};
  ManualClock clock_{Timestamp{}};
  adapters::MemoryLog inner_{{{"events", 1}}, clock_};
  FaultPlan plan_{7};
  adapters::FaultyLog log_{inner_, plan_};
};

TEST_F(FaultyLogTest, FailsAnAppendBeforeOrAfterTheInnerLogTookIt) {
  plan_.script({Fault::fail_before, Fault::fail_after});
  const auto before = append_and_wait(log_, kEvents, "a");
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(before.error().code, "fault_injected");
  EXPECT_EQ(end(), 0);
  const auto after = append_and_wait(log_, kEvents, "a");
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, "fault_injected");
  EXPECT_EQ(end(), 1) << "it is there all the same";
  EXPECT_EQ(append_and_wait(log_, kEvents, "a"), 1);
}

TEST_F(FaultyLogTest, FailsACommitBeforeOrAfterTheInnerLogTookIt) {
  plan_.script({Fault::fail_before, Fault::fail_after});
  EXPECT_FALSE(log_.commit("g", kEvents, {1, ""}));
  EXPECT_FALSE(*inner_.committed("g", kEvents));
  EXPECT_FALSE(log_.commit("g", kEvents, {2, ""}));
  EXPECT_EQ(inner_.committed("g", kEvents).value()->next, 2);
}

TEST_F(FaultyLogTest, ARetriedHistoryHasEverythingAtLeastOnce) {
  plan_.set_rates({.fail_before = 300, .fail_after = 300});
  constexpr int kRecords = 100;
  for (int i = 0; i < kRecords; ++i) {
    while (!append_and_wait(log_, kEvents, std::to_string(i))) {
    }
  }
  EXPECT_GT(plan_.injected(), 50);
  std::set<std::string> values;
  const auto records = inner_.read(kEvents, 0, 10'000, 1'000'000, Deadline::now());
  for (const ports::LogRecord& record : *records) values.insert(record.value);
  EXPECT_EQ(values.size(), static_cast<std::size_t>(kRecords));
}

TEST_F(FaultyLogTest, PutsEveryCallThatCanFailUnderThePlan) {
  plan_.set_rates({.fail_before = 1000});
  EXPECT_FALSE(append_and_wait(log_, kEvents, "a"));
  EXPECT_FALSE(log_.read(kEvents, 0, 1, 1, Deadline::now()));
  EXPECT_FALSE(log_.offsets(kEvents));
  EXPECT_FALSE(log_.commit("g", kEvents, {}));
  EXPECT_FALSE(log_.committed("g", kEvents));
  EXPECT_FALSE(log_.groups());
  EXPECT_FALSE(log_.trim(kEvents, 0));
  EXPECT_FALSE(log_.close(Deadline::now()));
  EXPECT_EQ(plan_.injected(), 8);
}

}  // namespace
}  // namespace picket::contract
