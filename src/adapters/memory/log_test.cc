// What is particular to memory; what every log promises is in tests/contract.
#include "adapters/memory/log.h"

#include <gtest/gtest.h>

namespace picket::adapters {
namespace {

using ports::append_and_wait;

const ports::TopicPartition kEvents{"events", 0};

TEST(MemoryLog, IsFullAtItsLimitUntilTrimmed) {
  ManualClock clock(from_unix_us(5));
  MemoryLog log({{"events", 1}}, clock,
                {.max_bytes = 10 + 2 * kMemoryRecordOverheadBytes, .max_record_bytes = 10});
  ASSERT_TRUE(append_and_wait(log, kEvents, "123456"));
  ASSERT_TRUE(append_and_wait(log, kEvents, "1234"));
  const auto refused = append_and_wait(log, kEvents, "x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(refused.error().code, "log_queue_full");

  ASSERT_TRUE(log.trim(kEvents, 1));
  EXPECT_EQ(append_and_wait(log, kEvents, "x"), 2);
}

TEST(MemoryLog, RefusesARecordOverItsLimit) {
  ManualClock clock(from_unix_us(5));
  MemoryLog log({{"events", 1}}, clock, {.max_bytes = 1000, .max_record_bytes = 3});
  EXPECT_EQ(append_and_wait(log, kEvents, "123"), 0);
  const auto refused = append_and_wait(log, kEvents, "1234");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "record_too_large");
}

TEST(MemoryLog, StampsRecordsWithItsClock) {
  ManualClock clock(from_unix_us(5));
  MemoryLog log({{"events", 1}}, clock);
  ASSERT_TRUE(append_and_wait(log, kEvents, "a"));
  clock.advance(Duration(7));
  ASSERT_TRUE(append_and_wait(log, kEvents, "b"));
  const auto records = log.read(kEvents, 0, 10, 100, Deadline::now());
  ASSERT_TRUE(records);
  EXPECT_EQ(records->at(0).appended, from_unix_us(5));
  EXPECT_EQ(records->at(1).appended, from_unix_us(12));
}

}  // namespace
}  // namespace picket::adapters
