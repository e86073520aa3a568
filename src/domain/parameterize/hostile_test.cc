// Texts that are made to cost time, to break something, or are no text at all.
#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "domain/parameterize/combined_pattern.h"
#include "domain/parameterize/parameterize.h"

namespace picket::domain::parameterize {
namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() + part.size() <= bytes) text += part;
  return text;
}

TEST(Hostile, LongTextsStayAsTheyAre) {
  const std::string longest = "1 " + std::string(kMostCharacters - 2, 'x');
  EXPECT_EQ(with_placeholders(longest), "<int> " + longest.substr(2));
  EXPECT_EQ(with_placeholders(longest + "x"), std::nullopt);
  const std::string wide = "1 " + repeated("\xE4\xB8\xAD", (kMostCharacters - 2) * 3);
  EXPECT_EQ(with_placeholders(wide), "<int> " + wide.substr(2));
  EXPECT_EQ(with_placeholders(wide + "x"), std::nullopt);
}

TEST(Hostile, InvalidUtf8IsReplaced) {
  EXPECT_EQ(with_placeholders("\xFF 12 \xC3"), "\xEF\xBF\xBD <int> \xEF\xBF\xBD");
  EXPECT_EQ(with_placeholders("\xED\xA0\x80"), std::nullopt);
  EXPECT_EQ(with_placeholders(std::string_view("a\0 1", 4)), std::string("a\0 <int>", 8));
}

/// Each is searched to its end: a limit that strikes would leave the mark there.
TEST(Hostile, NothingTakesMoreThanTheLimits) {
  for (const char* part : {"a.",
                           "a-",
                           "a",
                           "1:",
                           "1.",
                           "='",
                           "=\"",
                           "1",
                           "de ",
                           "de-",
                           "Mon ",
                           "a@",
                           "a@a.",
                           "x:/",
                           "datetime.datetime(",
                           "GMT+0000 (",
                           "Mon Jan 01 2020 10:10:10 GMT+0000 (",
                           "Jan ",
                           "0x",
                           "::",
                           "a:",
                           "1-",
                           "-",
                           "ffff:",
                           "12:30 ",
                           "1.1.",
                           "-1.",
                           "tx",
                           " ",
                           "01 Jan 2020 ",
                           "com2.",
                           "xx.",
                           "\xC3\xA9",
                           "\xD9\xA3",
                           "deadbeef ",
                           "DEAD",
                           "x@-."}) {
    const std::string text = repeated(part, 4000);
    const auto out = with_placeholders(text + "\n|7|");
    ASSERT_TRUE(out.has_value()) << part;
    EXPECT_TRUE(out->ends_with("\n|<int>|")) << part << ": " << out->substr(out->size() - 20);
    EXPECT_TRUE(is_valid_utf8(*out)) << part;
  }
}

TEST(Hostile, ASearchEndsAtItsLimit) {
  const Kind slow{"<slow>", Need::number, "(?:x+)+y"};
  const std::array kinds{&slow};
  const CombinedPattern pattern(kinds, Alphabet::ascii);
  EXPECT_FALSE(pattern.find(std::string(40, 'x') + "zy", 0).has_value());
  const auto none = pattern.find("z", 0);
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(none->has_value(), false);
}

TEST(Hostile, ContextBeforeASearchCounts) {
  const Kind kind{"<b>", Need::number, "{start}b"};
  const std::array kinds{&kind};
  for (const Alphabet alphabet : {Alphabet::ascii, Alphabet::unicode}) {
    const CombinedPattern pattern(kinds, alphabet);
    const auto match = pattern.find("ab b", 1);
    ASSERT_TRUE(match.has_value() && match->has_value());
    EXPECT_EQ((*match)->begin, 3U);
    EXPECT_EQ((*match)->end, 4U);
    EXPECT_EQ((*match)->kind, &kind);
  }
}

}  // namespace
}  // namespace picket::domain::parameterize
