#include "engine/trim.h"

#include <gtest/gtest.h>

#include "engine/scripted_log.h"

namespace picket::engine {
namespace {

TEST(TrimConsumed, KeepsWhatTheSlowestGroupHasNotRead) {
  ScriptedLog log;
  log.add_many(10);
  log.set_committed("fast", {9, ""});
  log.set_committed("slow", {4, ""});
  EXPECT_EQ(trim_consumed(log, kTestPartition, 0), 4);
  EXPECT_EQ(log.offsets(kTestPartition)->earliest, 4);
}

TEST(TrimConsumed, KeepsTheReplayWindow) {
  ScriptedLog log;
  log.add_many(10);
  log.set_committed("g", {8, ""});
  EXPECT_EQ(trim_consumed(log, kTestPartition, 3), 5);
  EXPECT_EQ(log.offsets(kTestPartition)->earliest, 5);
  EXPECT_EQ(trim_consumed(log, kTestPartition, 100), 0);
}

TEST(TrimConsumed, NothingCommittedNothingTrimmed) {
  ScriptedLog log;
  log.add_many(10);
  EXPECT_EQ(trim_consumed(log, kTestPartition, 0), 0);
  EXPECT_EQ(log.offsets(kTestPartition)->earliest, 0);
}

TEST(TrimConsumed, ReportsWhatTheLogReports) {
  ScriptedLog log;
  log.set_committed("g", {8, ""});
  log.on_committed = [] { return Error{ErrorKind::unavailable, "io", ""}; };
  EXPECT_EQ(trim_consumed(log, kTestPartition, 0).error().code, "io");
}

}  // namespace
}  // namespace picket::engine
