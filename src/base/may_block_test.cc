#include "base/may_block.h"

#include <gtest/gtest.h>

namespace picket {
namespace {

void read_from_disk() {
  PICKET_MAY_BLOCK();
}

TEST(MayBlock, IsFreeOffIoThreads) {
  read_from_disk();
  EXPECT_EQ(blocking_calls_on_io_threads(), 0U);
}

TEST(MayBlock, KnowsTheExtentOfAnIoThread) {
  EXPECT_FALSE(on_io_thread());
  {
    const IoThreadScope scope;
    EXPECT_TRUE(on_io_thread());
  }
  EXPECT_FALSE(on_io_thread());
}

TEST(MayBlockDeathTest, NamesTheFunctionThatBlocksAnIoThread) {
  const IoThreadScope scope;
  EXPECT_DEATH(read_from_disk(), "read_from_disk may block");
}

}  // namespace
}  // namespace picket
