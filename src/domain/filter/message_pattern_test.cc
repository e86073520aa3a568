#include "domain/filter/message_pattern.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/filter/from_settings.h"
#include "domain/filter/glob_set.h"

namespace picket::domain::filter {
namespace {

bool matches(const std::string& pattern, std::string_view text) {
  return GlobSet(std::vector<std::string>{pattern}).matches(text);
}

TEST(EscapeGlob, MatchesTheTextAndNoOther) {
  for (const std::string_view text :
       {"a*b?", "[abc]", "{a,b}", "a\\b", "plain", "a-b!c, d", "[", "}", "\\", "ünï*"}) {
    const std::string glob = escape_glob(text);
    EXPECT_TRUE(matches(glob, text)) << glob;
    EXPECT_FALSE(matches(glob, std::string(text) + "x")) << glob;
  }
  EXPECT_FALSE(matches(escape_glob("a*b?"), "axxbc"));
  EXPECT_FALSE(matches(escape_glob("[abc]"), "a"));
  EXPECT_FALSE(matches(escape_glob("{a,b}"), "a"));
}

TEST(MessagePattern, IsTypeAndValueAsTheFilterReadsThem) {
  EXPECT_EQ(message_pattern("ValueError", "bad [price]"), R"(ValueError: bad \[price\])");
  EXPECT_EQ(message_pattern("ValueError", ""), "ValueError");
  EXPECT_EQ(message_pattern("", "it broke"), "it broke");
}

TEST(MessagePattern, RepeatsTheBeginningOfWhatIsLonger) {
  const std::string value = "no " + std::string(400, '*');
  const auto pattern = message_pattern("E", value);
  ASSERT_TRUE(pattern);
  EXPECT_TRUE(pattern->ends_with("\\**"));
  EXPECT_EQ(pattern->size(), 3U + 3U + 2U * (kMaxPatternChars - 6) + 1U);
  EXPECT_TRUE(matches(*pattern, "E: " + value));
  EXPECT_FALSE(matches(*pattern, "E: no ***"));
  EXPECT_EQ(message_pattern("E", "first\nsecond"), "E: first*");
  EXPECT_EQ(message_pattern("E", "first\r\nsecond"), "E: first*");
}

TEST(MessagePattern, StandsInALineOfASetting) {
  for (const auto& [type, value] : std::vector<std::pair<std::string, std::string>>{
           {"", "  indented"}, {"", "ends in a blank "}, {"E", "a\nb"}, {"E", "x "}}) {
    const auto pattern = message_pattern(type, value);
    ASSERT_TRUE(pattern) << value;
    EXPECT_EQ(lines_of(*pattern), std::vector<std::string>{*pattern});
    EXPECT_TRUE(matches(*pattern, type.empty() ? value : type + ": " + value)) << *pattern;
  }
}

TEST(MessagePattern, WouldRatherBeNoneThanMatchOtherProblems) {
  EXPECT_FALSE(message_pattern("", ""));
  EXPECT_FALSE(message_pattern("", "\nsecond line"));
  EXPECT_FALSE(message_pattern("", "   "));
  EXPECT_FALSE(message_pattern("E", "\nsecond line"));
  EXPECT_FALSE(message_pattern(std::string(300, 't'), "value"));
  EXPECT_FALSE(message_pattern(std::string(125, 't') + "...", "value")) << "it is longer";
}

}  // namespace
}  // namespace picket::domain::filter
