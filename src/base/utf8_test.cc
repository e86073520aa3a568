#include "base/utf8.h"

#include <string>

#include <gtest/gtest.h>

namespace picket {
namespace {

using namespace std::string_literals;

TEST(IsValidUtf8, AcceptsTheFirstAndLastOfEachLength) {
  for (const std::string& text :
       {""s, "plain ascii, longer than eight bytes"s, "\0"s, "\x7F"s, "\xC2\x80"s, "\xDF\xBF"s,
        "\xE0\xA0\x80"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s, "\xEF\xBF\xBF"s, "\xF0\x90\x80\x80"s,
        "\xF4\x8F\xBF\xBF"s, "aaaaaaaa\xC3\xA9zzzzzzzzz\xF0\x9F\x8E\x89"s}) {
    EXPECT_TRUE(is_valid_utf8(text)) << testing::PrintToString(text);
    EXPECT_EQ(to_valid_utf8(text), text);
  }
}

TEST(ToValidUtf8, ReplacesEachMaximalSubpart) {
  const std::pair<std::string, std::string> cases[] = {
      {"\x80", "?"},                 // Continuation without a lead.
      {"\xC0\xAF", "??"},            // Overlong slash.
      {"\xE0\x80\x80", "???"},       // Overlong NUL.
      {"\xED\xA0\x80", "???"},       // Surrogate.
      {"\xF4\x90\x80\x80", "????"},  // Past U+10FFFF.
      {"\xF5", "?"},
      {"\xFF", "?"},
      {"a\xE2\x82", "a?"},  // Cut: one subpart.
      {"\xF0\x9F\x8E", "?"},
      {"\xE2\x82z", "?z"},
      {"12345678\xC3(12345678", "12345678?(12345678"},
      {"\xC3\xA9\xFF\xC3\xA9", "\xC3\xA9?\xC3\xA9"},
  };
  for (const auto& [text, marked] : cases) {
    EXPECT_FALSE(is_valid_utf8(text)) << testing::PrintToString(text);
    std::string want;
    for (const char c : marked) want += c == '?' ? "\xEF\xBF\xBD" : std::string(1, c);
    EXPECT_EQ(to_valid_utf8(text), want) << testing::PrintToString(text);
    EXPECT_TRUE(is_valid_utf8(to_valid_utf8(text)));
  }
}

TEST(Utf8, CountsAndCutsCharacters) {
  constexpr std::string_view kText = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";
  EXPECT_EQ(utf8_length(kText), 5U);
  EXPECT_EQ(utf8_prefix(kText, 0), "");
  EXPECT_EQ(utf8_prefix(kText, 3), kText.substr(0, 6));
  EXPECT_EQ(utf8_prefix(kText, 5), kText);
  EXPECT_EQ(utf8_prefix(kText, 99), kText);
  EXPECT_EQ(utf8_cut(kText, 11), kText);
  EXPECT_EQ(utf8_cut(kText, 10), kText.substr(0, 10));
  EXPECT_EQ(utf8_cut(kText, 9), kText.substr(0, 6));
  EXPECT_EQ(utf8_cut(kText, 2), kText.substr(0, 1));
  EXPECT_EQ(utf8_cut(kText, 0), "");
}

}  // namespace
}  // namespace picket
