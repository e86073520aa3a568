// What stack-trace rules do to a stack trace's components. Source: shared spec "grouping",
// sections 8.2, 8.3, 13.4 and 13.6.
#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

Grouped grouped(const std::string& frames, std::string_view rules,
                const std::string& platform = "python") {
  return Grouped(R"({"platform":")" + platform + R"(","stacktrace":{"frames":)" + frames + "}}",
                 kCurrent, {.stack_trace = rules});
}

Component stacktrace(const Grouped& grouped, std::string_view variant) {
  return grouped.component(variant, ComponentId::stacktrace);
}

std::string hint(const Grouped& grouped, std::string_view variant, std::size_t frame) {
  return std::string(stacktrace(grouped, variant).children[frame].hint);
}

const char* const kFrames = R"([{"function":"a","in_app":true},{"function":"b","in_app":false},
                                {"function":"c"},{"function":"d","in_app":true}])";

TEST(StackRulesInGrouping, MoveFramesInAndOutOfTheApp) {
  const Grouped result = grouped(kFrames, "function:a -app\nfunction:b +app\nfunction:c +app");
  EXPECT_EQ(result.leaves("app"), (Texts{"b", "c", "d"}));
  EXPECT_EQ(result.leaves("system"), (Texts{"a", "b", "c", "d"}));
  EXPECT_EQ(hint(result, "app", 0),
            "marked out of app by custom stack trace rule (function:a -app)");
  EXPECT_EQ(hint(result, "app", 1), "marked in-app by custom stack trace rule (function:b +app)");
  EXPECT_EQ(hint(result, "app", 3), "marked in-app by the client");
  EXPECT_EQ(hint(result, "system", 0), "");
}

TEST(StackRulesInGrouping, LeaveTheCreditToTheClientWhoSaidTheSame) {
  const Grouped result = grouped(kFrames, "function:a +app\nfunction:b -app");
  EXPECT_EQ(hint(result, "app", 0), "marked in-app by the client");
  EXPECT_EQ(hint(result, "app", 1), "marked out of app by the client");
}

TEST(StackRulesInGrouping, IgnoreFrames) {
  const Grouped result = grouped(kFrames, "function:a -group -app\nfunction:d -group");
  EXPECT_TRUE(result.leaves("app").empty());
  EXPECT_EQ(result.leaves("system"), (Texts{"b", "c"}));
  EXPECT_EQ(hint(result, "app", 3),
            "marked in-app by the client but ignored by custom stack trace rule (function:d "
            "-group)");
  EXPECT_EQ(hint(result, "system", 3), "ignored by custom stack trace rule (function:d -group)");
  EXPECT_EQ(hint(result, "system", 0), "ignored by custom stack trace rule (function:a -group)");
  EXPECT_EQ(stacktrace(result, "app").hint, "ignored because it contains no contributing frames");
}

TEST(StackRulesInGrouping, NameTheBuiltInRule) {
  const Grouped result = grouped(
      R"([{"module":"android.os.Looper","function":"loop","in_app":true},
          {"module":"com.shop.Cart","function":"pay","in_app":true}])",
      "", "java");
  EXPECT_EQ(hint(result, "app", 0),
            "marked in-app by the client but ignored by built-in stack trace rule "
            "(category:threadbase -group v-group)");
  EXPECT_EQ(result.leaves("app"), (Texts{"com.shop.Cart", "pay"}));
}

TEST(StackRulesInGrouping, BringFramesBack) {
  const std::string twice = R"([{"function":"a","in_app":true},{"function":"a","in_app":true},
                                {"function":"b","in_app":false},{"function":"b","in_app":false}])";
  const Grouped result = grouped(twice, "function:* +group");
  EXPECT_EQ(result.leaves("app"), (Texts{"a", "a"}));
  EXPECT_EQ(result.leaves("system"), (Texts{"a", "a", "b", "b"}));
  EXPECT_EQ(hint(result, "app", 1),
            "marked in-app by the client and un-ignored by custom stack trace rule (function:* "
            "+group)");
  EXPECT_EQ(hint(result, "app", 3), "marked out of app by the client");
  EXPECT_EQ(hint(result, "app", 0), "marked in-app by the client");
}

TEST(StackRulesInGrouping, SayWhatDecidedInTheEnd) {
  const Grouped result =
      grouped(R"([{"function":"a","in_app":true}])", "function:a -group\nfunction:a +group");
  EXPECT_EQ(hint(result, "system", 0), "un-ignored by custom stack trace rule (function:a +group)");
  EXPECT_EQ(result.leaves("app"), (Texts{"a"}));
}

TEST(StackRulesInGrouping, KeepTheFramesNearestToTheCrash) {
  const Grouped result = grouped(kFrames, "function:a max-frames=1");
  EXPECT_EQ(result.leaves("app"), (Texts{"d"}));
  const Component system = stacktrace(result, "system");
  EXPECT_TRUE(system.children[3].contributes);
  EXPECT_FALSE(system.children[0].contributes || system.children[2].contributes);
  EXPECT_EQ(hint(result, "system", 0),
            "ignored because only 1 frame is considered by custom stack trace rule (function:a "
            "max-frames=1)");
  EXPECT_EQ(grouped(kFrames, "function:a max-frames=3").leaves("system"), (Texts{"b", "c", "d"}));
  EXPECT_EQ(hint(grouped(kFrames, "function:a max-frames=3"), "system", 0),
            "ignored because only 3 frames are considered by custom stack trace rule (function:a "
            "max-frames=3)");
  EXPECT_EQ(
      grouped(kFrames, "function:a max-frames=1\nfunction:a max-frames=0").leaves("system").size(),
      4U);
}

TEST(StackRulesInGrouping, CountOnlyFramesThatContribute) {
  EXPECT_EQ(grouped(kFrames, "function:a max-frames=1\nfunction:d -group").leaves("app"),
            (Texts{"a"}));
}

TEST(StackRulesInGrouping, DiscardAStackTraceOfTooFewFrames) {
  const Grouped result = grouped(kFrames, "function:a min-frames=3");
  EXPECT_FALSE(stacktrace(result, "app").contributes);
  EXPECT_EQ(stacktrace(result, "app").hint,
            "discarded because stack trace only contains 2 frames which is under the configured "
            "threshold by custom stack trace rule (function:a min-frames=3)");
  EXPECT_TRUE(stacktrace(result, "system").contributes);
  const Grouped one = grouped(R"([{"function":"a","in_app":true}])", "function:a min-frames=2");
  EXPECT_EQ(stacktrace(one, "system").hint,
            "discarded because stack trace only contains 1 frame which is under the configured "
            "threshold by custom stack trace rule (function:a min-frames=2)");
  EXPECT_EQ(one.names().back(), "fallback");
}

TEST(StackRulesInGrouping, AskAboutTheExceptionOfTheStackTrace) {
  const std::string event = R"({"platform":"python","exception":{"values":[{"type":"A","value":"v",
      "mechanism":{"type":"m"},"stacktrace":{"frames":[{"function":"f","in_app":true}]}}]},
      "threads":[{"stacktrace":{"frames":[{"function":"f","in_app":true}]}}]})";
  for (const char* rule : {"type:A", "value:v", "mechanism:m", "type:A function:f"}) {
    const std::string text = std::string(rule) + " -group";
    const Grouped result(event, kCurrent, {.stack_trace = text});
    EXPECT_EQ(result.leaves("system"), (Texts{})) << rule;
    EXPECT_EQ(result.component("system", ComponentId::threads).children[0].children[0].hint, "")
        << rule;
  }
}

TEST(StackRulesInGrouping, SeePathsOrElseFilenames) {
  const std::string frames =
      R"([{"function":"a","filename":"lib/x.py"},{"function":"b","abs_path":"","filename":"lib/x.py"},
          {"function":"c","abs_path":"/app/x.py","filename":"lib/x.py"}])";
  EXPECT_EQ(grouped(frames, "path:/lib/** +app").leaves("app"), (Texts{"x.py", "a", "x.py", "b"}));
}

TEST(StackRulesInGrouping, StartFromTheCategoryThatWasSent) {
  EXPECT_EQ(grouped(R"([{"function":"a","data":{"category":"mine"}}])", "category:mine +app")
                .leaves("app"),
            (Texts{"a"}));
}

}  // namespace
}  // namespace picket::domain::grouping
