#include "domain/ownership/path_pattern.h"

#include <gtest/gtest.h>

namespace picket::domain::ownership {
namespace {

struct Case {
  std::string_view pattern, path;
  bool matches;
};

TEST(PathPattern, FollowsTheRulesOfCodeowners) {
  const Case cases[] = {
      {"*", "a/b.py", true},
      {"*.js", "a/b/c.js", true},
      {"*.js", "a/b/c.jsx", false},
      {"b.py", "a/b.py", true},
      {"/b.py", "a/b.py", false},
      {"/b.py", "b.py", true},
      {"/build/logs/", "build/logs/a/b.txt", true},
      {"/build/logs/", "x/build/logs/a.txt", false},
      {"/build/logs/", "build/logs", false},
      {"docs/*", "docs/a.md", true},
      {"docs/*", "docs/a/b.md", false},
      {"docs/*", "x/docs/a.md", false},
      {"apps/", "x/apps/y/z", true},
      {"apps/", "x/apps", false},
      {"apps", "x/apps/y", true},
      {"/docs", "docs/x/y", true},
      {"**/logs", "a/b/logs/c", true},
      {"**/logs", "logs", true},
      {"a/**/z", "a/z", true},
      {"a/**/z", "a/b/c/z", true},
      {"a/**/z", "a/b/c/y", false},
      {"a/**", "a/b/c", true},
      {"a/**", "a", false},
      {"a/**/**", "a/b", true},
      {"**", "a/b", true},
      {"/**", "a", true},
      {"src/*/x.c", "src/m/x.c", true},
      {"src/*/x.c", "src/m/n/x.c", false},
      {"src/?.c", "src/m.c", true},
      {"src/?.c", "src/mn.c", false},
      {"Src/a", "src/a", false},
      {"/src/a.c", "/src/a.c", true},
      {"src/a.c", "src\\a.c", true},
      {"src/a.c", "./src/a.c", true},
      {"", "a", false},
      {"/", "a", false},
      {"a", "", false},
  };
  for (const Case& one : cases)
    EXPECT_EQ(PathPattern(one.pattern).matches(split_path(one.path)), one.matches)
        << one.pattern << " on " << one.path;
}

TEST(PathPattern, ManyStarsTakeBoundedTime) {
  std::string pattern;
  std::string path;
  for (int i = 0; i < 300; ++i) {
    pattern += "**/a*a*a*b/";
    path += "aaaaaaaaaaaaaaaaaaaa/";
  }
  EXPECT_FALSE(PathPattern(pattern + "x").matches(split_path(path)));
}

TEST(MatchesName, HandlesStarsAtAllPlaces) {
  EXPECT_TRUE(matches_name("a*b*c", "axxbyyc"));
  EXPECT_FALSE(matches_name("a*b*c", "axxbyy"));
  EXPECT_TRUE(matches_name("*", ""));
  EXPECT_FALSE(matches_name("?", ""));
  EXPECT_TRUE(matches_name("a**", "a"));
}

}  // namespace
}  // namespace picket::domain::ownership
