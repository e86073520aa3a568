#include "domain/filter/glob_set.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::filter {
namespace {

GlobSet set(const std::vector<std::string>& patterns) {
  return GlobSet(patterns);
}

TEST(GlobSet, MatchesWhenAnyPatternDoes) {
  const GlobSet globs = set({"*first*", "SECOND", "x?z"});
  EXPECT_TRUE(globs.matches("the FIRST one"));
  EXPECT_TRUE(globs.matches("second"));
  EXPECT_TRUE(globs.matches("xYz"));
  EXPECT_FALSE(globs.matches("second one"));
  EXPECT_FALSE(globs.matches(""));
}

TEST(GlobSet, LeavesOutWhatCannotBeRead) {
  const GlobSet globs = set({"[", "", "ok"});
  EXPECT_EQ(globs.size(), 1U);
  EXPECT_TRUE(globs.matches("ok"));
  EXPECT_TRUE(set({"{"}).empty());
  EXPECT_FALSE(set({}).matches("a"));
}

TEST(GlobSet, SketchRulesOutNoPatternThatMatches) {
  // Every way that what is required may lie in the text: pairs at its ends, of one byte, of letters
  // that folding changes.
  const std::vector<std::string> required = {"a", "ab", "abc", "\xC3\x89t\xC3\x89", "aa.bb-cc_dd"};
  for (const std::string& text : required) {
    const GlobSet globs = set({"*" + text + "*"});
    EXPECT_TRUE(globs.matches(text)) << text;
    EXPECT_TRUE(globs.matches("<" + text + ">")) << text;
  }
  EXPECT_TRUE(set({"*\xC3\xA9*"}).matches("\xC3\x89"));
}

TEST(GlobSet, EmptyTextMatchesWhatTakesAnything) {
  EXPECT_TRUE(set({"*"}).matches(""));
  EXPECT_TRUE(set({"{a,}"}).matches(""));
}

}  // namespace
}  // namespace picket::domain::filter
