#include "domain/grouping/settings.h"

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain {
namespace {

TEST(GroupingSettings, HaveTheBaseOfTheirGeneration) {
  const auto current = GroupingSettings::standard();
  ASSERT_EQ(current->stack_rules().size(), 1U);
  EXPECT_EQ(current->stack_rules()[0],
            stack_rules::built_in_rules(stack_rules::Base::all_platforms_2026_01_20).get());
  EXPECT_EQ(current->fingerprint_rules(), nullptr);
  const auto old = GroupingSettings::compile({}, grouping::kSentry2023);
  EXPECT_EQ(old->stack_rules()[0],
            stack_rules::built_in_rules(stack_rules::Base::all_platforms_2023_01_11).get());
}

TEST(GroupingSettings, PutAProjectsOwnRulesLast) {
  const auto settings = GroupingSettings::compile({.derived_stack_trace = "function:a -app",
                                                   .stack_trace = "function:a +app",
                                                   .fingerprint = "type:A -> a"},
                                                  grouping::kCurrent);
  ASSERT_EQ(settings->stack_rules().size(), 3U);
  EXPECT_EQ(settings->stack_rules()[1]->rules(stack_rules::Phase::classify).rules[0].name.text,
            "function:a -app");
  EXPECT_NE(settings->fingerprint_rules(), nullptr);
}

TEST(GroupingSettings, LeaveOutATextThatCannotBeRead) {
  const auto settings = GroupingSettings::compile(
      {.stack_trace = "function:a", .fingerprint = "type:A"}, grouping::kCurrent);
  EXPECT_EQ(settings->stack_rules().size(), 1U);
  EXPECT_EQ(settings->fingerprint_rules(), nullptr);
}

}  // namespace
}  // namespace picket::domain
