#include "domain/user_agent/atom_scan.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace picket::domain::user_agent {
namespace {

constexpr char kText[] = "\0opera\0op\0bot\0";
constexpr std::uint32_t kAtoms[] = {1, 7, 10};
constexpr std::uint16_t kNeedAtoms[] = {0, 2, 1};
constexpr Need kNeeds[] = {{0, 2}, {2, 1}};
constexpr Pattern kPattern[] = {{0, {}, 0, 2, false}, {0, {}, 0, 0, false}};
constexpr Patterns kFew = {kText, {}, {}, kPattern, kNeeds, kNeedAtoms, kAtoms};

TEST(AtomScan, FindsEveryAtomWhereverItIs) {
  const AtomScan scan(kFew);
  EXPECT_EQ(scan.find("opera"), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(scan.find("a robot"), (std::vector<bool>{false, false, true}));
  EXPECT_EQ(scan.find("ops bo"), (std::vector<bool>{false, true, false}));
  EXPECT_EQ(scan.find("o"), (std::vector<bool>{false, false, false}));
  EXPECT_EQ(scan.find(""), (std::vector<bool>{false, false, false}));
}

TEST(AtomScan, APatternNeedsAnAtomOfEachSet) {
  const AtomScan scan(kFew);
  EXPECT_TRUE(may_match(kPattern[0], kFew, scan.find("bot op")));
  EXPECT_TRUE(may_match(kPattern[0], kFew, scan.find("opera")));
  EXPECT_FALSE(may_match(kPattern[0], kFew, scan.find("bot")));
  EXPECT_TRUE(may_match(kPattern[1], kFew, scan.find("")));
}

}  // namespace
}  // namespace picket::domain::user_agent
