// Reading: bounds, waiting, offsets that do not exist.
#include <thread>

#include "adapters.h"

namespace picket::contract {
namespace {

using Values = std::vector<std::string>;

TEST_P(LogContract, ReadsFromAnyOffset) {
  append_numbers(kEvents0, 50);
  for (ports::Offset from = 49; from >= 0; --from) {
    const auto records = read(kEvents0, from);
    ASSERT_TRUE(records);
    ASSERT_FALSE(records->empty());
    EXPECT_EQ(records->front().offset, from);
    EXPECT_EQ(records->front().value, std::to_string(from));
    EXPECT_EQ(read_all(kEvents0, from).size(), static_cast<std::size_t>(50 - from));
  }
}

TEST_P(LogContract, StopsAtTheNumberAsked) {
  append_numbers(kEvents0, 5);
  EXPECT_EQ(read(kEvents0, 0, 3)->size(), 3U);
  EXPECT_EQ(read(kEvents0, 3, 3)->size(), 2U);
}

TEST_P(LogContract, StopsBeforeTheBytesAskedButReturnsOne) {
  for (const char* value : {"aaaa", "bbbb", "cccc"}) append(kEvents0, value);
  EXPECT_EQ(read(kEvents0, 0, 10, 8)->size(), 2U);
  EXPECT_EQ(read(kEvents0, 0, 10, 7)->size(), 1U);
  EXPECT_EQ(read(kEvents0, 0, 10, 1)->size(), 1U);
  EXPECT_EQ(read(kEvents0, 0, 0, 0)->size(), 1U);
}

TEST_P(LogContract, HasNothingAtItsEnd) {
  append(kEvents0, "a");
  EXPECT_TRUE(read(kEvents0, 1)->empty());
}

TEST_P(LogContract, RefusesOffsetsBeforeTheFirstAndPastTheEnd) {
  append(kEvents0, "a");
  for (const ports::Offset offset : {ports::Offset{-1}, ports::Offset{2}}) {
    const auto refused = read(kEvents0, offset);
    ASSERT_FALSE(refused) << offset;
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
    EXPECT_EQ(refused.error().code, "offset_out_of_range");
  }
}

TEST_P(LogContract, WaitsForTheNextRecord) {
  append(kEvents0, "a");
  std::thread later([this] { append(kEvents0, "b"); });
  const auto records = log().read(kEvents0, 1, 10, 100, Deadline::never());
  later.join();
  ASSERT_TRUE(records);
  ASSERT_EQ(records->size(), 1U);
  EXPECT_EQ(records->front().value, "b");
}

TEST_P(LogContract, IsNotWokenByAnotherPartition) {
  append(kEvents1, "elsewhere");
  EXPECT_TRUE(
      log().read(kEvents0, 0, 10, 100, Deadline::in(std::chrono::milliseconds(1)))->empty());
}

}  // namespace
}  // namespace picket::contract
