// What is there after closing and opening again.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(PersistentLogContract, KeepsRecordsOffsetsAndTimes) {
  append_numbers(kEvents0, 30);
  append(kOutcomes, "o");
  clock_.advance(std::chrono::hours(1));
  open();
  EXPECT_EQ(log().offsets(kEvents0)->end, 30);
  EXPECT_EQ(read_all(kEvents0, 0).size(), 30U);
  EXPECT_EQ(read(kEvents0, 0)->front().appended, kStart);
  EXPECT_EQ(read(kOutcomes, 0)->front().value, "o");
  EXPECT_EQ(append(kEvents0, "next"), 30);
  EXPECT_EQ(log().offsets(kEvents1)->end, 0);
}

TEST_P(PersistentLogContract, KeepsWhatWasTrimmedAway) {
  append_numbers(kEvents0, 50);
  ASSERT_TRUE(log().trim(kEvents0, 40));
  const ports::Offset earliest = log().offsets(kEvents0)->earliest;
  open();
  EXPECT_EQ(log().offsets(kEvents0)->earliest, earliest);
  EXPECT_EQ(log().offsets(kEvents0)->end, 50);
}

TEST_P(PersistentLogContract, KeepsGroups) {
  ASSERT_TRUE(log().commit("g", kEvents0, {5, "meta"}));
  ASSERT_TRUE(log().commit("g", kEvents1, {6, ""}));
  ASSERT_TRUE(log().commit("..", kEvents0, {7, ""}));
  open();
  EXPECT_EQ(log().committed("g", kEvents0).value()->next, 5);
  EXPECT_EQ(log().committed("g", kEvents0).value()->metadata, "meta");
  EXPECT_EQ(log().committed("g", kEvents1).value()->next, 6);
  EXPECT_EQ(*log().groups(), (std::vector<std::string>{"..", "g"}));
}

TEST_P(PersistentLogContract, DestructionWithoutCloseLosesNothing) {
  std::atomic<int> acknowledged{0};
  for (int i = 0; i < 100; ++i) {
    log().append(kEvents0, "x", [&acknowledged](Result<ports::Offset> offset) {
      if (offset) ++acknowledged;
    });
  }
  open();
  EXPECT_EQ(acknowledged, 100);
  EXPECT_EQ(read_all(kEvents0, 0).size(), 100U);
}

INSTANTIATE_TEST_SUITE_P(All, PersistentLogContract, testing::ValuesIn(persistent_log_adapters()),
                         adapter_name);

}  // namespace
}  // namespace picket::contract
