#include "protocol/utf8.h"

#include <string_view>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

constexpr std::string_view kText = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";  // a, 2, 3, 4 bytes, z

TEST(Utf8, KnowsWellFormedSequences) {
  EXPECT_EQ(utf8_sequence("a"), 1U);
  EXPECT_EQ(utf8_sequence("\xC3\xA9"), 2U);
  EXPECT_EQ(utf8_sequence("\xE2\x82\xAC"), 3U);
  EXPECT_EQ(utf8_sequence("\xF0\x9F\x98\x80"), 4U);
  EXPECT_EQ(utf8_sequence("\xF4\x8F\xBF\xBF"), 4U);
  for (std::string_view bad :
       {"", "\x80", "\xC0\x80", "\xC3", "\xC3z", "\xE0\x80\x80", "\xED\xA0\x80", "\xE2\x82",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_EQ(utf8_sequence(bad), 0U);
  }
}

TEST(Utf8, CountsAndCutsCharacters) {
  EXPECT_EQ(utf8_length(kText), 5U);
  EXPECT_EQ(utf8_prefix(kText, 0), "");
  EXPECT_EQ(utf8_prefix(kText, 3), kText.substr(0, 6));
  EXPECT_EQ(utf8_prefix(kText, 5), kText);
  EXPECT_EQ(utf8_prefix(kText, 99), kText);
}

TEST(Utf8, CutsBytesBetweenCharacters) {
  EXPECT_EQ(utf8_cut(kText, 11), kText);
  EXPECT_EQ(utf8_cut(kText, 10), kText.substr(0, 10));
  EXPECT_EQ(utf8_cut(kText, 9), kText.substr(0, 6));
  EXPECT_EQ(utf8_cut(kText, 2), kText.substr(0, 1));
  EXPECT_EQ(utf8_cut(kText, 0), "");
}

}  // namespace
}  // namespace picket::protocol
