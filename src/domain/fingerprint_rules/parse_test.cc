#include "domain/fingerprint_rules/parse.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::fingerprint_rules {
namespace {

using Entries = std::vector<std::string>;

Rule parse_one(std::string_view line) {
  const auto rules = parse_rules(line);
  EXPECT_TRUE(rules.has_value()) << line << ": " << (rules ? "" : to_string(rules.error()));
  if (!rules || rules->size() != 1) return {};
  return rules->front().rule;
}
Entries fingerprint(const std::string& text) {
  return parse_one("type:T -> " + text).fingerprint;
}

TEST(ParseFingerprintRules, ReadsWhatThereIsToSay) {
  using Key = Matcher::Key;
  const Rule rule = parse_one(
      R"(!type:Foo* message:"a \"b\" *" "tags.a:b":c -> {{ default }}, x "y z" title="Of {{ type }}")");
  EXPECT_EQ(rule.matchers, (std::vector<Matcher>{{Key::type, true, "", "Foo*"},
                                                 {Key::message, false, "", "a \"b\" *"},
                                                 {Key::tag, false, "a:b", "c"}}));
  EXPECT_EQ(rule.fingerprint, (Entries{"{{ default }}", "x", "y z"}));
  EXPECT_EQ(rule.title, "Of {{ type }}");
}

TEST(ParseFingerprintRules, KnowsEveryMatcherByItsNames) {
  const std::pair<const char*, const char*> cases[] = {{"error.type", "error.type"},
                                                       {"type", "error.type"},
                                                       {"error.value", "error.value"},
                                                       {"value", "error.value"},
                                                       {"message", "message"},
                                                       {"logger", "logger"},
                                                       {"level", "level"},
                                                       {"stack.module", "stack.module"},
                                                       {"module", "stack.module"},
                                                       {"stack.function", "stack.function"},
                                                       {"function", "stack.function"},
                                                       {"stack.abs_path", "stack.abs_path"},
                                                       {"path", "stack.abs_path"},
                                                       {"stack.package", "stack.package"},
                                                       {"package", "stack.package"},
                                                       {"app", "app"},
                                                       {"family", "family"},
                                                       {"sdk", "sdk"},
                                                       {"release", "release"},
                                                       {"tags.x-y", "tags.x-y"},
                                                       {"\"type\"", "error.type"}};
  for (const auto& [name, canonical] : cases) {
    EXPECT_EQ(name_of(parse_one(std::string(name) + ":x -> y").matchers[0]), canonical);
  }
}

TEST(ParseFingerprintRules, PrintsRules) {
  EXPECT_EQ(to_text(parse_one("type:A !path:\"/b c\" -> x, {{default}}")),
            "error.type:\"A\" !stack.abs_path:\"/b c\" -> \"x{{ default }}\"");
  EXPECT_EQ(to_text(parse_one("type:A -> x title=\"t\"")), "error.type:\"A\" -> \"x\" title=\"t\"");
}

TEST(ParseFingerprintRules, ReadsEntries) {
  EXPECT_EQ(fingerprint("a,b c"), (Entries{"a", "b", "c"}));
  EXPECT_EQ(fingerprint("a{{ x }}b"), (Entries{"a", "{{ x }}", "b"}));
  EXPECT_EQ(fingerprint("{{default}},{{   tags.a }}"), (Entries{"{{ default }}", "{{ tags.a }}"}));
  EXPECT_EQ(fingerprint("\"\" , \"a,b\""), (Entries{"", "a,b"}));
  EXPECT_EQ(fingerprint("title=x"), (Entries{"title=x"}));
  EXPECT_EQ(fingerprint("title=\"x\""), Entries{});
}

TEST(ParseFingerprintRules, ReadsEscapesInQuotes) {
  EXPECT_EQ(fingerprint(R"("\n\t\\\"\x41\u00e9\U0001F600\q")"),
            (Entries{"\n\t\\\"A\xC3\xA9\xF0\x9F\x98\x80\\q"}));
  EXPECT_EQ(fingerprint(R"("\ud800\x4\u12")"), (Entries{"\xEF\xBF\xBD\\x4\\u12"}));
  EXPECT_EQ(parse_one(R"(type:a\nb -> x)").matchers[0].pattern, "a\\nb");
}

TEST(ParseFingerprintRules, SkipsEmptyLinesAndComments) {
  const auto rules = parse_rules("\n  # no\r\n type:A -> a#b\r\rtype:B -> b # c\r\n");
  ASSERT_TRUE(rules.has_value());
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_EQ((*rules)[0].line, 3U);
  EXPECT_EQ((*rules)[1].line, 5U);
  EXPECT_EQ((*rules)[0].rule.fingerprint, (Entries{"a#b"}));
  EXPECT_EQ((*rules)[1].rule.fingerprint, (Entries{"b", "#", "c"}));
}

TEST(ParseFingerprintRules, SaysWhatAndWhere) {
  const std::pair<const char*, const char*> cases[] = {
      {"type:A", "line 1, column 7: expected \"->\" at the end"},
      {"type:A -> ", "line 1, column 11: expected a fingerprint at the end"},
      {"\n  foo:x -> a", "line 2, column 3: Unknown matcher 'foo'"},
      {"tags.:x -> a", "Unknown matcher 'tags.'"},
      {"type -> a", "line 1, column 5: expected \":\" after a matcher's name instead of \" -> a\""},
      {"-> a", "line 1, column 2: expected \":\""},
      {"type: -> a", "line 1, column 6: expected a pattern instead of \" -> a\""},
      {"type:foo-> a", "line 1, column 13: expected \":\""},
      {"type:\"a -> b", "line 1, column 6: expected a text with a closing quote"},
      {"type:\"a\\\" -> b", "expected a text with a closing quote"},
      {"\"type:a -> b", "line 1, column 1: expected a matcher"},
      {"type:a -> {{ x", "line 1, column 11: expected a variable with closing braces"},
      {"type:a -> {{ }}", "line 1, column 11: expected one variable's name"},
      {"type:a -> {{ a b }}", "expected one variable's name"},
      {"type:a -> {x}",
       "line 1, column 11: expected an entry of the fingerprint instead of \"{x}\""},
      {"type:a -> b color=\"red\"", "Unknown attribute 'color'"},
      {"type:a\t-> b", "line 1, column 7: expected a matcher"},
  };
  for (const auto& [text, error] : cases) {
    const auto rules = parse_rules(text);
    ASSERT_FALSE(rules.has_value()) << text;
    EXPECT_NE(to_string(rules.error()).find(error), std::string::npos)
        << text << ": " << to_string(rules.error());
  }
}

TEST(ParseFingerprintRules, HasLimits) {
  std::string many;
  for (std::size_t i = 0; i < kMaxRules; ++i) many += "app:1 -> a\n";
  EXPECT_TRUE(parse_rules(many).has_value());
  EXPECT_FALSE(parse_rules(many + "app:1 -> a").has_value());
  EXPECT_TRUE(parse_rules("#" + std::string(kMaxRulesChars - 1, 'x')).has_value());
  EXPECT_FALSE(parse_rules("#" + std::string(kMaxRulesChars, 'x')).has_value());
  std::string matchers;
  std::string entries = "app:1 ->";
  for (std::size_t i = 0; i < kMaxPartsOfRule; ++i) {
    matchers += "app:1 ";
    entries += " a";
  }
  EXPECT_TRUE(parse_rules(matchers + "-> a").has_value() && parse_rules(entries).has_value());
  EXPECT_FALSE(parse_rules(matchers + "app:1 -> a").has_value());
  EXPECT_FALSE(parse_rules(entries + " a").has_value());
}

}  // namespace
}  // namespace picket::domain::fingerprint_rules
