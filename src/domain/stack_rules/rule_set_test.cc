#include "domain/stack_rules/rule_set.h"

#include <gtest/gtest.h>

namespace picket::domain::stack_rules {
namespace {

std::string error_of(std::string_view text) {
  const auto rules = RuleSet::compile(text, Origin::custom);
  return rules ? "none" : to_string(rules.error());
}

TEST(RuleSet, SplitsRulesByPhase) {
  const auto rules =
      RuleSet::compile("function:f -app -group\nfunction:g -app\nmodule:m +group", Origin::built_in)
          .value();
  ASSERT_EQ(rules->rules(Phase::classify).rules.size(), 2U);
  ASSERT_EQ(rules->rules(Phase::contribute).rules.size(), 2U);
  EXPECT_EQ(rules->rules(Phase::classify).rules[0].name.text, "function:f -app");
  EXPECT_EQ(rules->rules(Phase::contribute).rules[0].name.text, "function:f -group");
  EXPECT_EQ(rules->rules(Phase::contribute).rules[1].name.text, "module:m +group");
  EXPECT_EQ(rules->rules(Phase::classify).rules[0].name.origin, Origin::built_in);
}

TEST(RuleSet, KeepsEachPatternOnce) {
  const auto rules =
      RuleSet::compile(
          "function:f -app\n!function:f module:f +app\n[ function:f ] | module:f -group",
          Origin::custom)
          .value();
  EXPECT_EQ(rules->columns().size(), 2U);
}

TEST(RuleSet, RefusesWhatIsNoPatternForAnException) {
  EXPECT_EQ(error_of("app:1 -app\nerror.value:[a -app"),
            "line 2, column 1: \"[a\": a square bracket that is not closed");
  EXPECT_EQ(error_of("error.type:x\\ -app"),
            "line 1, column 1: \"x\\\": nothing follows the last backslash");
  // About frames it never matches, as for Sentry.
  EXPECT_EQ(error_of("function:[a -app"), "none");
  EXPECT_NE(error_of("function:" + std::string(2000, 'a') + " -app"), "none");
}

TEST(RuleSet, PassesOnErrorsOfTheText) {
  EXPECT_EQ(error_of("\nfunction:f"), "line 2, column 11: expected an action at the end");
}

}  // namespace
}  // namespace picket::domain::stack_rules
