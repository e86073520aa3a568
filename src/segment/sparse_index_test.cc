#include "segment/sparse_index.h"

#include <gtest/gtest.h>

namespace picket::segment {
namespace {

TEST(SparseIndex, StartsAtTheFrontOfTheFile) {
  const SparseIndex index(100);
  EXPECT_EQ(index.find(100).position, kFileHeaderBytes);
  EXPECT_EQ(index.find(5000).position, kFileHeaderBytes);
}

TEST(SparseIndex, FindsTheLastEntryAtOrBefore) {
  SparseIndex index(0);
  index.note({10, 100'000});
  index.note({20, 200'000});
  EXPECT_EQ(index.find(9).position, kFileHeaderBytes);
  EXPECT_EQ(index.find(10).position, 100'000U);
  EXPECT_EQ(index.find(19).position, 100'000U);
  EXPECT_EQ(index.find(20).position, 200'000U);
  EXPECT_EQ(index.find(21).offset, 20);
}

TEST(SparseIndex, KeepsOneEntryPerSpacing) {
  SparseIndex index(0);
  for (std::int64_t i = 1; i <= 1000; ++i) {
    index.note({i, static_cast<std::uint64_t>(i) * 1024});
  }
  EXPECT_LE(index.size(), 1000 * 1024 / SparseIndex::kSpacingBytes + 1);
  EXPECT_GE(index.size(), 1000 * 1024 / SparseIndex::kSpacingBytes - 1);
}

TEST(SparseIndex, IgnoresWhatLiesBeforeItsEnd) {
  SparseIndex index(0);
  index.note({10, 100'000});
  index.note({5, 50'000});
  EXPECT_EQ(index.find(7).offset, 0);
}

}  // namespace
}  // namespace picket::segment
