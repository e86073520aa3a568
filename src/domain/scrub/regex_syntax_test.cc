#include "domain/scrub/regex_syntax.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/scrub/pattern.h"

namespace picket::domain::scrub {
namespace {

bool finds(std::string_view expression, std::string_view text) {
  const auto pattern = Pattern::compile(expression);
  EXPECT_TRUE(pattern.has_value()) << expression << ": " << pattern.error();
  return pattern && (*pattern)->occurs_in(text);
}

std::string flaw(std::string_view expression) {
  const auto pattern = Pattern::compile(expression);
  return pattern ? "" : pattern.error();
}

TEST(RegexSyntax, ClassesAreThoseOfUnicode) {
  EXPECT_TRUE(finds(R"(^\d+$)", "1\xD9\xA3"));        // U+0663
  EXPECT_TRUE(finds(R"(^\w+$)", "M\xC3\xBCller_1"));  // U+00FC
  EXPECT_TRUE(finds(R"(^a\sb$)",
                    "a\xC2\xA0"
                    "b"));  // U+00A0
  EXPECT_TRUE(finds(R"(^[\d\w-]+$)", "\xC3\xBC-1"));
  EXPECT_FALSE(finds(R"(^\W$)", "\xC3\xBC"));
  EXPECT_FALSE(finds(R"(^\D$)", "\xD9\xA3"));
  EXPECT_FALSE(finds(R"(^\S$)", "\xC2\xA0"));
  EXPECT_TRUE(finds(R"(^[\D]$)", "x"));
}

TEST(RegexSyntax, EscapesOfCharacters) {
  EXPECT_TRUE(finds(R"(^\u{e9}$)", "\xC3\xA9"));
  EXPECT_TRUE(finds(R"(^\u00e9$)", "\xC3\xA9"));
  EXPECT_TRUE(finds(R"(^\U0001f600$)", "\xF0\x9F\x98\x80"));
  EXPECT_TRUE(finds(R"(^\x{e9}\.\\$)", "\xC3\xA9.\\"));
  EXPECT_EQ(flaw(R"(\u{zz})"), "invalid escape \\u");
  EXPECT_EQ(flaw(R"(\u12)"), "invalid escape \\u");
}

TEST(RegexSyntax, ClassesGroupsAndFlags) {
  EXPECT_TRUE(finds(R"(^[]a]+$)", "a]"));
  EXPECT_TRUE(finds(R"(^[^]a]+$)", "b"));
  EXPECT_TRUE(finds(R"(^[[:digit:]_]+$)", "1_"));
  EXPECT_TRUE(finds(R"((?i)^abc$)", "ABC"));
  EXPECT_TRUE(finds(R"((?u:a)(?-u)b)", "ab"));
  EXPECT_TRUE(finds(R"((?<year>\d{4}))", "2026"));
  EXPECT_TRUE(finds(R"((?P<year>\d{4}))", "2026"));
}

TEST(RegexSyntax, SaysWhatItCannotDo) {
  EXPECT_EQ(flaw("(?x) a b"), "the flag x (white space is ignored) is not supported");
  EXPECT_EQ(flaw("[a[b]]"), "classes inside of classes are not supported");
  EXPECT_EQ(flaw("[a&&b]"), "classes inside of classes are not supported");
  EXPECT_NE(flaw("(").find("invalid pattern \"(\""), std::string::npos);
  EXPECT_NE(flaw("a(?=b)"), "");
  EXPECT_NE(flaw(R"((a)\1)"), "");
  EXPECT_NE(flaw("(((a{100}){100}){100})"), "") << "too large";
}

TEST(RegexSyntax, TakesAsciiClassesWhereThoseOfUnicodeAreTooLarge) {
  EXPECT_TRUE(finds(R"(\w{200})", std::string(200, 'a')));
}

}  // namespace
}  // namespace picket::domain::scrub
