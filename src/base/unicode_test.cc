#include "base/unicode.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::unicode {
namespace {

std::string lower(std::string_view text) {
  std::string out;
  append_lower(text, out);
  return out;
}

TEST(Unicode, DecodesEveryLength) {
  EXPECT_EQ(decode("a").code_point, U'a');
  EXPECT_EQ(decode("\xC3\xA9").code_point, U'\u00E9');
  EXPECT_EQ(decode("\xE2\x82\xAC").code_point, U'\u20AC');
  EXPECT_EQ(decode("\xF0\x9F\x98\x80").code_point, U'\U0001F600');
  EXPECT_EQ(decode("\xF0\x9F\x98\x80").size, 4);
}

TEST(Unicode, ReadsMalformedBytesOneByOne) {
  for (std::string_view text :
       {"\x80", "\xC1\x81", "\xC3", "\xC3x", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_EQ(decode(text).code_point, kReplacement) << text;
    EXPECT_EQ(decode(text).size, 1) << text;
  }
}

TEST(Unicode, AppendInvertsDecode) {
  for (char32_t c : {U'a', U'\u00E9', U'\u20AC', U'\U0001F600', U'\U0010FFFF'}) {
    std::string text;
    append(c, text);
    EXPECT_EQ(decode(text).code_point, c);
    EXPECT_EQ(decode(text).size, text.size());
  }
}

TEST(Unicode, CountsCodePoints) {
  EXPECT_EQ(count(""), 0U);
  EXPECT_EQ(count("a\xC3\xA9\xF0\x9F\x98\x80"), 3U);
  EXPECT_EQ(count("\xC3\xC3"), 2U);
}

TEST(Unicode, StripsTheSpacesOfEveryScript) {
  EXPECT_EQ(strip(" \t\x1C\xC2\x85\xC2\xA0\xE2\x80\xA8\xE3\x80\x80"), "");
  EXPECT_EQ(strip("\xE3\x80\x80 a b \xC2\xA0"), "a b");
  EXPECT_EQ(strip_left(" a "), "a ");
  EXPECT_EQ(strip_right(" a "), " a");
  EXPECT_EQ(strip_right("a\x80"), "a\x80");
  EXPECT_EQ(strip("\xE2\x80\x8B"), "\xE2\x80\x8B");  // Zero width space is none.
}

TEST(Unicode, LowersAllScripts) {
  EXPECT_EQ(lower("Main.PY"), "main.py");
  EXPECT_EQ(lower("\xC3\x89T\xC3\x89"), "\xC3\xA9t\xC3\xA9");
  EXPECT_EQ(lower("\xD0\x9F\xD0\xA0"), "\xD0\xBF\xD1\x80");
  EXPECT_EQ(lower("\xC4\x80\xC4\x81"), "\xC4\x81\xC4\x81");  // Every second one is upper.
  EXPECT_EQ(lower("\xF0\x90\x90\x80"), "\xF0\x90\x90\xA8");  // Deseret, 4 bytes.
  EXPECT_EQ(lower("\xE2\x84\xAA"), "k");                     // Kelvin sign shrinks.
  EXPECT_EQ(lower("\xC4\xB0"), "i\xCC\x87");                 // One becomes two.
  EXPECT_EQ(lower("\xE4\xB8\xAD\xC3\x9F\xFF"), "\xE4\xB8\xAD\xC3\x9F\xFF");
}

}  // namespace
}  // namespace picket::unicode
