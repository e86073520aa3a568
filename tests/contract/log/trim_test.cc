// Trimming: what may go and what must stay.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(LogContract, KeepsEverythingFromTheOffsetGiven) {
  append_numbers(kEvents0, 100);
  for (const ports::Offset keep_from : {0, 1, 37, 64, 99}) {
    ASSERT_TRUE(log().trim(kEvents0, keep_from));
    const auto range = log().offsets(kEvents0);
    EXPECT_LE(range->earliest, keep_from);
    EXPECT_EQ(range->end, 100);
    const auto left = read_all(kEvents0, keep_from);
    ASSERT_EQ(left.size(), static_cast<std::size_t>(100 - keep_from));
    EXPECT_EQ(left.front(), std::to_string(keep_from));
  }
}

TEST_P(LogContract, DropsWhatIsLongBefore) {
  append_numbers(kEvents0, 100);
  ASSERT_TRUE(log().trim(kEvents0, 90));
  const ports::Offset earliest = log().offsets(kEvents0)->earliest;
  EXPECT_GT(earliest, 50) << "files of this suite hold about ten records";
  EXPECT_EQ(read(kEvents0, earliest - 1).error().code, "offset_out_of_range");
  EXPECT_TRUE(read(kEvents0, earliest));
}

TEST_P(LogContract, NumbersGoOnWhenAllIsTrimmed) {
  append_numbers(kEvents0, 50);
  ASSERT_TRUE(log().trim(kEvents0, 1'000'000));
  EXPECT_EQ(log().offsets(kEvents0)->end, 50);
  EXPECT_EQ(append(kEvents0, "next"), 50);
  EXPECT_EQ(read(kEvents0, 50)->front().value, "next");
}

TEST_P(LogContract, TrimIsSafeToRepeatAndTouchesNoOtherPartition) {
  append_numbers(kEvents0, 50);
  append_numbers(kEvents1, 50);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(log().trim(kEvents0, 40));
  ASSERT_TRUE(log().trim(kEvents0, -5));
  EXPECT_EQ(log().offsets(kEvents1)->earliest, 0);
  EXPECT_EQ(read_all(kEvents1, 0).size(), 50U);
}

TEST_P(LogContract, TrimOfAnEmptyPartitionDoesNothing) {
  ASSERT_TRUE(log().trim(kEvents0, 10));
  EXPECT_EQ(append(kEvents0, "a"), 0);
}

}  // namespace
}  // namespace picket::contract
