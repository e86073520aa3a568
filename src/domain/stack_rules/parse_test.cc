#include "domain/stack_rules/parse.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::stack_rules {
namespace {

Rule parse_one(std::string_view line) {
  const auto rules = parse_rules(line);
  EXPECT_TRUE(rules.has_value()) << line << ": " << (rules ? "" : to_string(rules.error()));
  if (!rules || rules->size() != 1) return {};
  return rules->front().rule;
}

/// Both phases of a rule, "/" between them.
std::string printed(std::string_view line) {
  const Rule rule = parse_one(line);
  return to_text(rule, Phase::classify) + " / " + to_text(rule, Phase::contribute);
}

TEST(ParseStackRules, ReadsWhatThereIsToSay) {
  using Field = Matcher::Field;
  using Kind = Action::Kind;
  const Rule rule = parse_one(
      R"([ !category:a ] | app:no function:"f g" | [ path:/x ] ^-app category=b max-frames=3 # why)");
  EXPECT_EQ(rule.caller, (Matcher{Field::category, true, "a"}));
  EXPECT_EQ(rule.callee, (Matcher{Field::path, false, "/x"}));
  EXPECT_EQ(rule.matchers,
            (std::vector<Matcher>{{Field::app, false, "no"}, {Field::function, false, "f g"}}));
  EXPECT_EQ(rule.actions,
            (std::vector<Action>{{Kind::app, Action::Range::callees, false, 0, ""},
                                 {Kind::category, Action::Range::this_frame, false, 0, "b"},
                                 {Kind::max_frames, Action::Range::this_frame, false, 3, ""}}));
}

TEST(ParseStackRules, KnowsEveryMatcherByItsNames) {
  const std::pair<const char*, const char*> cases[] = {
      {"stack.function:x -app", "function:x -app"},
      {"function:x -app", "function:x -app"},
      {"stack.module:x -app", "module:x -app"},
      {"module:x -app", "module:x -app"},
      {"stack.abs_path:x -app", "path:x -app"},
      {"path:x -app", "path:x -app"},
      {"stack.package:x -app", "package:x -app"},
      {"package:x -app", "package:x -app"},
      {"category:x -app", "category:x -app"},
      {"family:x -app", "family:x -app"},
      {"app:x -app", "app:x -app"},
      {"error.type:x -app", "type:x -app"},
      {"type:x -app", "type:x -app"},
      {"error.value:x -app", "value:x -app"},
      {"value:x -app", "value:x -app"},
      {"mechanism:x -app", "mechanism:x -app"},
      {"error.mechanism:x -app", "mechanism:x -app"}};
  for (const auto& [line, text] : cases) {
    EXPECT_EQ(to_text(parse_one(line), Phase::classify), text);
  }
}

TEST(ParseStackRules, KnowsEveryAction) {
  for (const char* action :
       {"+app", "-app", "^+app", "^-app", "v+app", "v-app", "category=a.b-c"}) {
    EXPECT_EQ(printed("function:f " + std::string(action)),
              "function:f " + std::string(action) + " / function:f");
  }
  for (const char* action : {"+group", "-group", "^+group", "v-group", "max-frames=0",
                             "min-frames=12", "invert-stacktrace=1", "invert-stacktrace=0"}) {
    EXPECT_EQ(printed("function:f " + std::string(action)),
              "function:f / function:f " + std::string(action));
  }
  for (const auto& [text, flag] : {std::pair{"yes", "1"}, std::pair{"true", "1"},
                                   std::pair{"no", "0"}, std::pair{"false", "0"}}) {
    EXPECT_EQ(printed("function:f invert-stacktrace = " + std::string(text)),
              "function:f / function:f invert-stacktrace=" + std::string(flag));
  }
}

TEST(ParseStackRules, PrintsRulesByPhase) {
  EXPECT_EQ(printed("[ category:gl ]|category:gl |[ function:f ]   category=internals"),
            "[category:gl] | category:gl | [function:f] category=internals / "
            "[category:gl] | category:gl | [function:f]");
  EXPECT_EQ(printed("stack.function:f error.type:T !error.value:\"a b\" -app ^-group v+app +group"),
            "type:T !value:\"a b\" function:f -app v+app / type:T !value:\"a b\" function:f "
            "^-group +group");
  EXPECT_EQ(printed("function:\"\" -app"), "function:\"\" -app / function:\"\"");
}

TEST(ParseStackRules, HalvesDoubledBackslashes) {
  EXPECT_EQ(parse_one(R"(function:"*::\\{dtor\\}" -app)").matchers[0].pattern, R"(*::\{dtor\})");
  EXPECT_EQ(parse_one(R"(function:-\[NS* -app)").matchers[0].pattern, R"(-\[NS*)");
  EXPECT_EQ(parse_one(R"(package:C:\\\\x\\y\z -app)").matchers[0].pattern, R"(C:\\x\y\z)");
}

TEST(ParseStackRules, TellsMatchersFromActionsByTheirBeginning) {
  EXPECT_EQ(parse_one("function:f category=x").matchers.size(), 1U);
  EXPECT_EQ(parse_one("function:f category:x -app").matchers.size(), 2U);
  EXPECT_EQ(parse_one("function:f v+app").matchers.size(), 1U);
  EXPECT_EQ(parse_one("function:f value:x max-frames=1").matchers.size(), 2U);
  EXPECT_EQ(parse_one("function:f\tmodule:m\v+app").matchers.size(), 2U);
}

TEST(ParseStackRules, SkipsEmptyLinesAndComments) {
  const auto rules = parse_rules("\r\n# no\n  # no\n  function:f -app\r\n\nfunction:#g -app#yes\n");
  ASSERT_TRUE(rules.has_value());
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_EQ((*rules)[0].line, 4U);
  EXPECT_EQ((*rules)[1].line, 6U);
  EXPECT_EQ((*rules)[1].rule.matchers[0].pattern, "#g");
  EXPECT_TRUE(parse_rules("")->empty());
}

TEST(ParseStackRules, SaysWhatAndWhere) {
  const std::pair<const char*, const char*> cases[] = {
      {"function:f", "line 1, column 11: expected an action at the end"},
      {"\n  bar:x -app", "line 2, column 3: unknown matcher \"bar\""},
      {"function -app", "line 1, column 9: expected \":\" after \"function\" instead of \" -app\""},
      {"-app", "line 1, column 5: expected \":\" after \"-app\" at the end"},
      {"function:f foo:x -app", "line 1, column 12: unknown matcher \"foo\""},
      {"function:f wrong", "line 1, column 12: expected an action instead of \"wrong\""},
      {"function:f -apple", "line 1, column 16: expected an action instead of \"le\""},
      {"function:f ^app", "line 1, column 12: expected an action instead of \"^app\""},
      {"function:f -app # a\nfunction: -app",
       "line 2, column 10: expected a pattern instead of \" -app\""},
      {"function:\"f -app", "line 1, column 10: expected a pattern with a closing quote"},
      {"[ function:f ] -app",
       "line 1, column 16: expected \"|\" after the caller instead of \"-app\""},
      {"[ function:f] | module:m -app",
       "line 1, column 15: expected \"]\" instead of \"| module:m -app\""},
      {"[ function:f module:m ] | app:no -app", "line 1, column 14: expected \"]\""},
      {"[ function:f ] | -app", "line 1, column 22: expected \":\" after \"-app\" at the end"},
      {"function:f | -app", "line 1, column 14: expected \"[\" before the callee"},
      {"function:f max-frames=-1", "line 1, column 25: expected a number instead of \"-1\""},
      {"function:f max-frames=4294967296", "expected a number"},
      {"function:f min-frames=", "expected a number instead of \"\""},
      {"function:f invert-stacktrace=YES", "expected yes or no instead of \"YES\""},
      {"function:f category=", "expected a category at the end"},
      {"function:f depth=3", "line 1, column 12: unknown variable \"depth\""},
  };
  for (const auto& [text, error] : cases) {
    const auto rules = parse_rules(text);
    ASSERT_FALSE(rules.has_value()) << text;
    EXPECT_NE(to_string(rules.error()).find(error), std::string::npos)
        << text << ": " << to_string(rules.error());
  }
}

TEST(ParseStackRules, HasLimits) {
  std::string many;
  for (std::size_t i = 0; i < kMaxRules; ++i) many += "app:1 +app\n";
  EXPECT_TRUE(parse_rules(many).has_value());
  const auto rules = parse_rules(many + "app:1 +app");
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(to_string(rules.error()), "line 4097, column 1: more than 4096 rules");

  EXPECT_TRUE(parse_rules("#" + std::string(kMaxRulesChars - 1, 'x')).has_value());
  EXPECT_FALSE(parse_rules("#" + std::string(kMaxRulesChars, 'x')).has_value());
  std::string accents = "#";
  for (std::size_t i = 1; i < kMaxRulesChars; ++i) accents += "\xC3\xA9";
  EXPECT_TRUE(parse_rules(accents).has_value());

  std::string parts;
  for (std::size_t i = 0; i < kMaxPartsOfRule; ++i) parts += "app:1 ";
  EXPECT_TRUE(parse_rules(parts + "+app").has_value());
  EXPECT_FALSE(parse_rules(parts + "app:1 +app").has_value());
  std::string actions = "app:1";
  for (std::size_t i = 0; i < kMaxPartsOfRule; ++i) actions += " +app";
  EXPECT_TRUE(parse_rules(actions).has_value());
  EXPECT_FALSE(parse_rules(actions + " +app").has_value());
}

}  // namespace
}  // namespace picket::domain::stack_rules
