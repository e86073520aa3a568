#include "domain/filter/glob.h"

#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::domain::filter {
namespace {

bool matches(std::string_view pattern, std::string_view text,
             GlobCase letters = GlobCase::sensitive) {
  const auto glob = Glob::compile(pattern, letters);
  EXPECT_TRUE(glob.has_value()) << pattern;
  return glob && glob->matches(text);
}

bool matches_any_case(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, GlobCase::ignored);
}

TEST(Glob, MatchesTheWholeText) {
  EXPECT_TRUE(matches("foo", "foo"));
  for (std::string_view other : {"", "fo", "fooo", "xfoo", "Foo"}) {
    EXPECT_FALSE(matches("foo", other)) << other;
  }
}

TEST(Glob, EmptyMatchesNothing) {
  for (std::string_view pattern : {"", "[]", "[!]", "{}", "{,}"}) {
    EXPECT_FALSE(matches(pattern, "")) << pattern;
    EXPECT_FALSE(matches(pattern, "a")) << pattern;
  }
}

TEST(Glob, StarTakesAnyText) {
  for (std::string_view text : {"", "a", "/a/b", "\n\n", "\xC3\xA9"}) {
    EXPECT_TRUE(matches("*", text));
    EXPECT_TRUE(matches("**", text));
  }
  EXPECT_TRUE(matches("a*c", "ac"));
  EXPECT_TRUE(matches("a*c", "abcbc"));
  EXPECT_FALSE(matches("a*c", "abcb"));
  EXPECT_TRUE(matches("*ab*ab*", "xabab"));
  EXPECT_FALSE(matches("*ab*ab*", "xaba"));
  EXPECT_TRUE(matches("*a?c", "aaabc"));
  EXPECT_TRUE(matches("?*?", "ab"));
  EXPECT_FALSE(matches("?*?", "a"));
}

TEST(Glob, QuestionMarkTakesOneCharacterNotOneByte) {
  EXPECT_TRUE(matches("a?b",
                      "a\xE2\x82\xAC"
                      "b"));
  EXPECT_FALSE(matches("a??b",
                       "a\xE2\x82\xAC"
                       "b"));
  EXPECT_TRUE(matches("?", "\xFF")) << "a byte that is not UTF-8 is one character";
}

TEST(Glob, ClassesTakeOneOfTheirs) {
  EXPECT_TRUE(matches("[a-c]", "b"));
  EXPECT_FALSE(matches("[a-c]", "d"));
  EXPECT_TRUE(matches("[!a-c]", "d"));
  EXPECT_FALSE(matches("[!a-c]", ""));
  EXPECT_TRUE(matches("[-a]", "-"));
  EXPECT_TRUE(matches("[a-]", "-"));
  EXPECT_TRUE(matches("[\\]]", "]"));
  EXPECT_TRUE(matches("x[]y", "xy")) << "an empty class is none";
  EXPECT_TRUE(matches("[0-9a-]*", "7z"));
}

TEST(Glob, AlternativesMayBeEmptyAndHoldAnything) {
  for (std::string_view text : {"a.b", "a.cd", "a.", "a.x9z"}) {
    EXPECT_TRUE(matches("a.{b,c?,,x[0-9]*}", text)) << text;
  }
  EXPECT_FALSE(matches("a.{b,c?,,x[0-9]*}", "a.c"));
  EXPECT_TRUE(matches("{a,b}{c,d}e", "bce"));
  EXPECT_FALSE(matches("{a,b}{c,d}e", "ace "));
  EXPECT_TRUE(matches("*{a,ab}*{c,bc}", "xabbc"));
  EXPECT_TRUE(matches("a,b", "a,b")) << "a comma outside is a comma";
}

TEST(Glob, StarInsideAlternativesKeepsTheOthersAlive) {
  EXPECT_TRUE(matches("{*x,abc}d", "abcd"));
  EXPECT_TRUE(matches("{*x,abc}d", "aaxd"));
  EXPECT_FALSE(matches("{*x,abc}d", "abd"));
}

TEST(Glob, CaseIsIgnoredInEveryScript) {
  EXPECT_TRUE(matches_any_case("fOo*", "FoObar"));
  EXPECT_TRUE(matches_any_case("\xD0\x9F*", "\xD0\xBF\xD1\x80"));
  EXPECT_TRUE(matches_any_case("*\xCF\x82", "\xCE\x9B\xCE\xA3")) << "final sigma";
  EXPECT_TRUE(matches_any_case("\xC4\xB0?", "i\xCC\x87x")) << "one capital that is two small";
  EXPECT_TRUE(matches_any_case("i\xCC\x87?", "\xC4\xB0x"));
  EXPECT_FALSE(matches_any_case("i?", "\xC4\xB0x"));
}

TEST(Glob, ClassesIgnoreCaseToo) {
  for (std::string_view text : {"a", "A"}) {
    EXPECT_TRUE(matches_any_case("[a]", text));
    EXPECT_TRUE(matches_any_case("[A]", text));
    EXPECT_FALSE(matches_any_case("[!A-Z]", text));
  }
  EXPECT_TRUE(matches_any_case("[\xC7\xA6]", "\xC7\xA7"));
  EXPECT_TRUE(matches_any_case("[\xC7\xA7]", "\xC7\xA6"));
}

TEST(Glob, SaysWhatIsWrong) {
  using enum GlobError;
  const std::pair<std::string, GlobError> cases[] = {
      {"a\\", dangling_escape},
      {"[a\\", dangling_escape},
      {"[", unbalanced_class},
      {"[a-", unbalanced_class},
      {"a]", unbalanced_class},
      {"[]]", unbalanced_class},
      {"[[]", nested_class},
      {"[b-a]", bad_range},
      {"{a", unbalanced_alternatives},
      {"a}", unbalanced_alternatives},
      {"{a,{b}}", nested_alternatives},
      {"?" + std::string(kMaxGlobSteps, 'a'), too_complex},
  };
  for (const auto& [pattern, want] : cases) {
    const auto glob = Glob::compile(pattern, GlobCase::ignored);
    ASSERT_FALSE(glob.has_value()) << pattern;
    EXPECT_EQ(glob.error(), want) << pattern;
    EXPECT_FALSE(to_string(want).empty());
  }
}

TEST(Glob, PlainTextMayBeLong) {
  const std::string text(100'000, 'a');
  EXPECT_TRUE(matches("*" + text + "*", "b" + text));
}

TEST(Glob, HostilePairsTakeLinearTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  const std::string text(10'000, 'a');
  EXPECT_FALSE(matches(pattern + "?*b", text));
  EXPECT_TRUE(matches(pattern, text));
  std::string choices = "*";
  for (int i = 0; i < 100; ++i) choices += "{a,aa,*a}";
  EXPECT_FALSE(matches(choices + "b", text));
}

TEST(Glob, KnowsWhatATextMustContain) {
  const auto required = [](std::string_view pattern) {
    return std::string(Glob::compile(pattern, GlobCase::ignored)->required());
  };
  EXPECT_EQ(required("*FOO*ab*"), "foo");
  EXPECT_EQ(required("ab{longer,other}abc?"), "abc");
  EXPECT_EQ(required("{a,b}"), "");
  EXPECT_EQ(required("a[]b"), "ab");
}

TEST(GlobVectors, AllHold) {
  std::ifstream file(PICKET_SHARED_DIR "/spec/data/relay/glob_patterns.jsonl");
  if (!file) GTEST_SKIP() << "no vectors below " PICKET_SHARED_DIR;
  int seen = 0;
  for (std::string line; std::getline(file, line); ++seen) {
    const boost::json::object vector = boost::json::parse(line).as_object();
    const boost::json::object& input = vector.at("input").as_object();
    const std::string pattern(input.at("pattern").as_string());
    const boost::json::value* const any_case = input.if_contains("case_insensitive");
    const auto glob =
        Glob::compile(pattern, any_case != nullptr && any_case->as_bool() ? GlobCase::ignored
                                                                          : GlobCase::sensitive);
    if (vector.at("expected").is_null() || !input.contains("text")) {
      EXPECT_FALSE(glob.has_value()) << line;
      continue;
    }
    ASSERT_TRUE(glob.has_value()) << line;
    EXPECT_EQ(glob->matches(std::string_view(input.at("text").as_string())),
              vector.at("expected").as_bool())
        << line;
  }
  EXPECT_GT(seen, 0);
}

}  // namespace
}  // namespace picket::domain::filter
