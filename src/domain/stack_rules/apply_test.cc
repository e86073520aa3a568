#include "domain/stack_rules/apply.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/stack_rules/testing.h"

namespace picket::domain::stack_rules {
namespace {

std::vector<FrameFacts> frames(std::string_view names) {
  std::vector<FrameFacts> out;
  for (std::size_t i = 0; i < names.size(); ++i) out.push_back(function_frame(names.substr(i, 1)));
  return out;
}

TEST(ApplyStackRules, SetFlagsOnRanges) {
  EXPECT_EQ(Applied("function:b +app", frames("abc")).app(), ".+.");
  EXPECT_EQ(Applied("function:b ^-app", frames("abc")).app(), "..-");
  EXPECT_EQ(Applied("function:b v-app", frames("abc")).app(), "-..");
  EXPECT_EQ(Applied("function:b v+app -app ^-app", frames("abc")).app(), "+--");
  EXPECT_EQ(Applied("function:b ^-group -group", frames("abc")).group(), ".--");
  EXPECT_EQ(Applied("function:a v-group\nfunction:c ^-group", frames("abc")).group(), "...");
}

TEST(ApplyStackRules, LetTheLastOneWin) {
  EXPECT_EQ(Applied("function:* -app\nfunction:b +app", frames("abc")).app(), "-+-");
  EXPECT_EQ(Applied("function:b +group\nfunction:* -group", frames("abc")).group(), "---");
  EXPECT_EQ(Applied("function:b +app -app", frames("abc")).app(), ".-.");
  // Of one rule the frames come in order, and so do its actions.
  EXPECT_EQ(Applied("function:* -app v+app", frames("abc")).app(), "++-");
}

TEST(ApplyStackRules, MatchBeforeTheyChange) {
  // Were each frame matched when its turn comes, all would be of the category.
  const Applied applied("function:a category=x\n[ category:x ] | function:* category=x",
                        frames("abc"));
  EXPECT_EQ(applied[1].category, "x");
  EXPECT_EQ(applied[2].category, std::nullopt);
}

TEST(ApplyStackRules, SeeWhatRulesBeforeThemDid) {
  EXPECT_EQ(Applied("function:a category=x\ncategory:x -app\napp:no category=y\ncategory:y -group",
                    frames("ab"))
                .group(),
            "--");
  EXPECT_EQ(
      Applied("function:a category=x\nfunction:a category=y\ncategory:x +app", frames("a")).app(),
      ".");
}

TEST(ApplyStackRules, GroupByTheFinalState) {
  // The rule about groups comes first and sees the category all the same.
  EXPECT_EQ(Applied("category:x -group\nfunction:a category=x", frames("ab")).group(), "-.");
  EXPECT_EQ(Applied("app:yes -group\nfunction:a +app", frames("ab")).group(), "-.");
}

TEST(ApplyStackRules, GoFromSetToSet) {
  const auto base = RuleSet::compile("function:a category=x\ncategory:y -group\nfunction:* -app",
                                     Origin::built_in);
  const auto own = RuleSet::compile("category:x category=y\nfunction:b +app", Origin::custom);
  const Applied applied(std::vector{*base, *own}, frames("ab"));
  EXPECT_EQ(applied[0].category, "y");
  EXPECT_EQ(applied.group(), "-.");
  EXPECT_EQ(applied.app(), "-+");
  EXPECT_EQ(applied[0].app_rule->origin, Origin::built_in);
  EXPECT_EQ(applied[1].app_rule->origin, Origin::custom);
}

TEST(ApplyStackRules, SayWhichRuleItWas) {
  const Applied applied(
      "function:a -group\nfunction:* -group\nfunction:b +group\nfunction:a +app\nfunction:* +app",
      frames("abc"));
  EXPECT_EQ(applied[0].group_rule->text, "function:a -group");
  EXPECT_FALSE(applied[0].group_flipped);
  EXPECT_EQ(applied[1].group_rule->text, "function:b +group");
  EXPECT_TRUE(applied[1].group_flipped);
  EXPECT_EQ(applied[2].group_rule->text, "function:* -group");
  EXPECT_EQ(applied[0].app_rule->text, "function:* +app");
  EXPECT_EQ(Applied("function:x -app", frames("a"))[0].app_rule, nullptr);
}

TEST(ApplyStackRules, KnowWhatTheyChanged) {
  FrameFacts in = function_frame("a");
  in.in_app = true;
  EXPECT_FALSE(Applied("function:a +app", {in})[0].in_app_changed);
  EXPECT_TRUE(Applied("function:a -app", {in})[0].in_app_changed);
  EXPECT_TRUE(Applied("function:a -app\nfunction:a +app", {in})[0].in_app_changed);
  EXPECT_TRUE(Applied("function:a -app", frames("a"))[0].in_app_changed);
  EXPECT_EQ(Applied("function:b -app", {in}).app(), "+");
}

TEST(ApplyStackRules, SetVariablesOfTheStackTrace) {
  const Applied none("function:x max-frames=3 min-frames=2 invert-stacktrace=1", frames("ab"));
  EXPECT_EQ(none.stacktrace().max_frames.frames, 0U);
  EXPECT_EQ(none.stacktrace().min_frames.rule, nullptr);
  EXPECT_FALSE(none.stacktrace().invert);

  const Applied some(
      "function:a max-frames=3 min-frames=2 invert-stacktrace=1\nfunction:b max-frames=1",
      frames("ab"));
  EXPECT_EQ(some.stacktrace().max_frames.frames, 1U);
  EXPECT_EQ(some.stacktrace().max_frames.rule->text, "function:b max-frames=1");
  EXPECT_EQ(some.stacktrace().min_frames.frames, 2U);
  EXPECT_TRUE(some.stacktrace().invert);
}

TEST(ApplyStackRules, TakeTheMostFrames) {
  std::vector<FrameFacts> most(kMostFrames, function_frame("f"));
  most.back() = function_frame("last");
  EXPECT_EQ(Applied("function:last v-app +app", most).app(),
            std::string(kMostFrames - 1, '-') + "+");
  EXPECT_EQ(Applied("function:f -app", {}).app(), "");
}

}  // namespace
}  // namespace picket::domain::stack_rules
