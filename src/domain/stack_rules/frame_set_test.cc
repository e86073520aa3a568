#include "domain/stack_rules/frame_set.h"

#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::stack_rules {
namespace {

std::vector<std::size_t> members(const FrameSet& set) {
  std::vector<std::size_t> out;
  set.each([&](std::size_t frame) { out.push_back(frame); });
  return out;
}

FrameSet of(std::initializer_list<std::size_t> frames) {
  FrameSet set;
  for (const std::size_t frame : frames) set.add(frame);
  return set;
}

using Members = std::vector<std::size_t>;

TEST(FrameSet, HoldsTheFirstFrames) {
  for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 128U, 255U, 256U}) {
    const Members all = members(FrameSet::first(count));
    EXPECT_EQ(all.size(), count);
    EXPECT_EQ(all.empty() ? 0 : all.back() + 1, count);
  }
  EXPECT_TRUE(FrameSet::first(0).empty());
}

TEST(FrameSet, MovesToNeighboursAcrossWords) {
  const FrameSet set = of({0, 63, 127, 255});
  EXPECT_EQ(members(set.next()), (Members{1, 64, 128}));
  EXPECT_EQ(members(set.previous()), (Members{62, 126, 254}));
}

TEST(FrameSet, JoinsMeetsAndLeaves) {
  FrameSet set = of({1, 70, 200});
  EXPECT_TRUE(set.contains(70) && !set.contains(71));
  EXPECT_EQ(members(set |= of({2})), (Members{1, 2, 70, 200}));
  EXPECT_EQ(members(set &= of({2, 70, 200, 201})), (Members{2, 70, 200}));
  EXPECT_EQ(members(set -= of({70})), (Members{2, 200}));
}

}  // namespace
}  // namespace picket::domain::stack_rules
