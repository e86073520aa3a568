#include "domain/rule_glob/glob.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::rule_glob {
namespace {

bool plain(std::string_view pattern, std::string_view text) {
  return Glob::compile(pattern, {}).value().matches(text);
}
bool path(std::string_view pattern, std::string_view text) {
  std::string written;
  write_path(text, written);
  return Glob::compile(pattern, {.path = true}).value().matches_path(written);
}

TEST(Glob, ComparesTheWholeText) {
  EXPECT_TRUE(plain("abc", "abc"));
  EXPECT_FALSE(plain("abc", "abcd") || plain("abc", "xabc") || plain("abc", "ABC"));
  EXPECT_TRUE(plain("", ""));
  EXPECT_FALSE(plain("", "a"));
}

TEST(Glob, TakesStarsForAnyRun) {
  EXPECT_TRUE(plain("a*", "a") && plain("a*", "a/b/c") && plain("*c", "a/c") && plain("*", ""));
  EXPECT_TRUE(plain("*b*", "abc") && plain("a*c*e", "abcde") && plain("a**c", "abbc"));
  EXPECT_FALSE(plain("a*", "ba") || plain("*c", "cb") || plain("*b*", "ac") ||
               plain("a*c*e", "abde"));
  EXPECT_TRUE(plain("__*[[]Sentry*", "__49-[SentryClient x]"));
}

TEST(Glob, TakesOneByteForAQuestionMark) {
  EXPECT_TRUE(plain("a?c", "abc") && plain("a?c", "a/c") && plain("?[[]KSCrash*", "-[KSCrash go]"));
  EXPECT_FALSE(plain("a?c", "ac") || plain("a?c", "abbc"));
  EXPECT_FALSE(plain("?", "\xC3\xA9"));
  EXPECT_TRUE(plain("??", "\xC3\xA9"));
}

TEST(Glob, KnowsClasses) {
  EXPECT_TRUE(plain("[abc]", "b") && plain("[a-c]x", "bx") && plain("[!a]", "b") &&
              plain("[^a]", "b"));
  EXPECT_TRUE(plain("[]a]", "]") && plain("[a-]", "-") && plain("[-a]", "-") && plain("[!]]", "x"));
  EXPECT_FALSE(plain("[abc]", "d") || plain("[!a]", "a") || plain("[a-c]", "") ||
               plain("[!]]", "]"));
}

TEST(Glob, KnowsAlternatives) {
  EXPECT_TRUE(plain("{a,bc}d", "ad") && plain("{a,bc}d", "bcd") && plain("x{,y}", "x"));
  EXPECT_TRUE(plain("{a{b,c},d}*", "acx") && plain("{a{b,c},d}*", "d") &&
              plain("{a,b}{c,d}", "bc"));
  EXPECT_FALSE(plain("{a,bc}d", "abcd") || plain("{a{b,c},d}", "a"));
  EXPECT_TRUE(plain("a,b", "a,b"));
}

TEST(Glob, TakesEscapesInPlainTexts) {
  EXPECT_TRUE(plain("\\*\\{a\\}", "*{a}") && plain("-\\[NSISEngine*", "-[NSISEngine go]"));
  EXPECT_FALSE(plain("\\*", "x"));
}

TEST(Glob, DoesNotCrossLinesUnlessTold) {
  for (const char* pattern : {"a*", "*b", "*a*b*", "a?b", "a**/b", "{a*,x}"}) {
    EXPECT_FALSE(plain(pattern, "a\nb")) << pattern;
  }
  EXPECT_TRUE(plain("*\n*", "a\nb"));
  EXPECT_TRUE(Glob::compile("a*", {.newlines = true})->matches("a\nb"));
  EXPECT_TRUE(Glob::compile("a?b", {.newlines = true})->matches("a\nb"));
}

TEST(Glob, IgnoresTheCaseOfAsciiLetters) {
  const Glob glob = Glob::compile("Ab[X-Z]*\xC3\x89", {.ignore_case = true}).value();
  EXPECT_TRUE(glob.matches(lowered("aBy..\xC3\x89")));
  EXPECT_FALSE(glob.matches(lowered("aBy..\xC3\xA9")));
  EXPECT_FALSE(Glob::compile("[!A]", {.ignore_case = true})->matches("a"));
}

TEST(GlobOfPaths, StopsAtSlashes) {
  EXPECT_TRUE(path("/a/*/c", "/a/b/c") && path("/a/b*", "/a/bcd") && path("/a/?", "/a/b"));
  EXPECT_FALSE(path("/a/*", "/a/b/c") || path("/a?b", "/a/b") || path("*", "/a/b"));
}

TEST(GlobOfPaths, IgnoresCaseAndTheKindOfSlash) {
  EXPECT_TRUE(path("C:/Windows/**", "c:\\WINDOWS\\system32\\x.dll"));
  EXPECT_TRUE(path("C:\\Windows\\**", "C:/windows/x.dll"));
  EXPECT_TRUE(path("/\xC3\xA9/*", "/\xC3\x89/a"));
}

TEST(GlobOfPaths, TakesTwoStarsForDirectories) {
  EXPECT_TRUE(path("**/a.js", "a.js") && path("**/a.js", "/a.js") && path("**/a.js", "x/y/a.js"));
  EXPECT_FALSE(path("**/a.js", "ba.js") || path("**/a.js", "x/ba.js"));
  EXPECT_TRUE(path("/lib/**", "/lib/") && path("/lib/**", "/lib/a/b"));
  EXPECT_FALSE(path("/lib/**", "/lib") || path("/lib/**", "/libx/a"));
  EXPECT_TRUE(path("/a/**/b", "/a/b") && path("/a/**/b", "/a/x/y/b"));
  EXPECT_FALSE(path("/a/**/b", "/a/xb"));
  EXPECT_TRUE(path("**/site-packages/**", "site-packages/x.py"));
  EXPECT_TRUE(path("**/site-packages/**", "/usr/site-packages/site-packages2/x.py"));
  EXPECT_FALSE(path("**/site-packages/**", "/usr/my-site-packages/x.py"));
  EXPECT_TRUE(path("**", "/a/b") && path("**/**", "a/b") && path("a/**/**/b", "a/b"));
}

TEST(GlobOfPaths, TakesTwoStarsElsewhereForOne) {
  EXPECT_TRUE(path("**.app/Contents/**", "My.app/Contents/x"));
  EXPECT_FALSE(path("**.app/Contents/**", "/Applications/My.app/Contents/x"));
  EXPECT_TRUE(path("**https://unpkg.com/**", "https://unpkg.com/a/b.js"));
  EXPECT_FALSE(path("a**/b", "a/x/b"));
}

TEST(GlobOfPaths, TriesARelativePathBelowTheRoot) {
  EXPECT_TRUE(path("/usr/lib/**", "usr/lib/a"));
  EXPECT_TRUE(path("usr/lib/**", "usr/lib/a"));
  EXPECT_FALSE(path("usr/lib/**", "/usr/lib/a"));
}

TEST(Glob, KnowsDirectoriesInPlainTextsToo) {
  EXPECT_TRUE(plain("**/packages/flutter/**", "a/packages/flutter/b/c"));
  EXPECT_FALSE(plain("**/packages/flutter/**", "xpackages/flutter/b"));
  EXPECT_TRUE(plain("@babel/**", "@babel/runtime/helpers"));
}

TEST(Glob, SaysWhatIsWrong) {
  using enum GlobError;
  const std::pair<std::string, GlobError> cases[] = {
      {"a\\", dangling_escape},
      {"[a", unclosed_class},
      {"[]", unclosed_class},
      {"[z-a]", bad_range},
      {"{a", unbalanced_alternatives},
      {"a}", unbalanced_alternatives},
      {"{[}", unclosed_class},
      {std::string(kMaxGlobBytes + 1, 'a'), too_complex},
      {"{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", too_complex}};
  for (const auto& [pattern, error] : cases) {
    const auto glob = Glob::compile(pattern, {});
    ASSERT_FALSE(glob.has_value()) << pattern;
    EXPECT_EQ(glob.error(), error) << pattern;
    EXPECT_FALSE(to_string(error).empty());
  }
  EXPECT_TRUE(Glob::compile("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", {}).has_value());
  EXPECT_TRUE(Glob::compile("C:\\", {.path = true}).has_value());
}

TEST(Glob, MatchesLongPatternsInLinearTime) {
  std::string pattern;
  while (pattern.size() + 2 <= kMaxGlobBytes) pattern += "*a";
  const Glob glob = Glob::compile("/" + pattern.substr(2) + "b", {.path = true}).value();
  EXPECT_FALSE(glob.matches("/" + std::string(20'000, 'a')));
  EXPECT_TRUE(glob.matches("/" + std::string(20'000, 'a') + "b"));
}

}  // namespace
}  // namespace picket::domain::rule_glob
