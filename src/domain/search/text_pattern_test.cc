#include "domain/search/text_pattern.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::search {
namespace {

using enum PatternShape;

TEST(TextPattern, HasTheShapeOfItsStars) {
  const std::pair<const char*, PatternShape> cases[] = {
      {"", exact},       {"a", exact},       {R"(a\*)", exact},  {"*", any},
      {"***", any},      {"a*", prefix},     {"a**", prefix},    {"*a", suffix},
      {"*a*", infix},    {"**a**", infix},   {"a*b", general},   {"*a*b", general},
      {"a*b*", general}, {R"(*\*)", suffix}, {R"(\**)", prefix},
  };
  for (const auto& [written, shape] : cases) {
    EXPECT_EQ(TextPattern(written).shape(), shape) << written;
  }
  EXPECT_EQ(TextPattern("*a*").text(), "a");
  EXPECT_EQ(TextPattern("a*").text(), "a");
  EXPECT_EQ(TextPattern("*a").text(), "a");
  EXPECT_EQ(TextPattern("a*b").text(), "");
}

TEST(TextPattern, HalvesBackslashesBeforeStarsOnly) {
  EXPECT_EQ(TextPattern(R"(a\*)").text(), "a*");
  EXPECT_EQ(TextPattern(R"(a\\*)").text(), R"(a\)");
  EXPECT_EQ(TextPattern(R"(a\\*)").shape(), prefix);
  EXPECT_EQ(TextPattern(R"(a\\\*)").text(), R"(a\*)");
  EXPECT_EQ(TextPattern(R"(\\server\x\)").text(), R"(\\server\x\)");
}

TEST(TextPattern, IsWrittenAsItWasRead) {
  for (const char* text : {"", "a", "*", R"(\*)", R"(\\)", R"(a\*b*\\*c\\\*)", R"(*\x\**)"}) {
    const TextPattern pattern{std::string_view(text)};
    EXPECT_EQ(TextPattern(pattern.written()), pattern) << text;
    const TextPattern literal = TextPattern::exactly(text);
    EXPECT_EQ(TextPattern(literal.written()), literal) << text;
  }
  EXPECT_EQ(TextPattern(R"(a\*b*\\*c)").written(), R"(a\*b*\\*c)");
}

TEST(TextPattern, ComparesExactlyWithoutStars) {
  EXPECT_TRUE(TextPattern("Foo").matches("Foo"));
  EXPECT_FALSE(TextPattern("Foo").matches("foo"));
  EXPECT_TRUE(TextPattern("").matches(""));
  EXPECT_FALSE(TextPattern("").matches("a"));
  EXPECT_TRUE(TextPattern(R"(a\*)").matches("a*"));
}

TEST(TextPattern, MatchesAnyCaseWithStars) {
  EXPECT_TRUE(TextPattern("FOO*").matches("foobar"));
  EXPECT_FALSE(TextPattern("FOO*").matches("a foo"));
  EXPECT_TRUE(TextPattern("*bar").matches("fooBAR"));
  EXPECT_TRUE(TextPattern("*\xC5\xBB*")
                  .matches("a\xC5\xBC"
                           "b"));
  EXPECT_TRUE(TextPattern("*").matches(""));
  EXPECT_TRUE(TextPattern("a*a").matches("aa"));
  EXPECT_FALSE(TextPattern("a*a").matches("a")) << "the ends may not overlap";
  EXPECT_TRUE(TextPattern("*ab*ab*").matches("xabyab"));
  EXPECT_FALSE(TextPattern("*ab*ab*").matches("xaby"));
  EXPECT_FALSE(TextPattern("*ab*b").matches("ab"));
  EXPECT_TRUE(TextPattern("a*b*c").matches("abbbc\nc"));
  EXPECT_FALSE(TextPattern("a*b*c").matches("acb"));
  EXPECT_TRUE(TextPattern("[h]?*").matches("[H]?x")) << "only stars are special";
}

TEST(TextPattern, GetsStarsAround) {
  EXPECT_EQ(TextPattern::around(TextPattern("a"), true, true), TextPattern("*a*"));
  EXPECT_EQ(TextPattern::around(TextPattern("a*b"), false, true), TextPattern("a*b*"));
  EXPECT_EQ(TextPattern::around(TextPattern("*a"), true, false), TextPattern("*a"));
  EXPECT_EQ(TextPattern::around(TextPattern(R"(a\)"), true, true).text(), R"(a\)");
}

TEST(TextPattern, IsALikeWithEscapes) {
  EXPECT_EQ(TextPattern("a*b").like(), "a%b");
  EXPECT_EQ(TextPattern("*100%_x*").like(), R"(%100\%\_x%)");
  EXPECT_EQ(TextPattern(R"(c:\x*)").like(), R"(c:\\x%)");
}

}  // namespace
}  // namespace picket::domain::search
