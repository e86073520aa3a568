#include "domain/grouping/stacktrace.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

Grouped with_frames(const std::string& frames, const std::string& platform = "python",
                    const Config& config = kCurrent) {
  return Grouped(R"({"platform":")" + platform + R"(","stacktrace":{"frames":)" + frames + "}}",
                 config);
}

Component stacktrace(const Grouped& grouped, std::string_view variant) {
  return grouped.component(variant, ComponentId::stacktrace);
}

using Texts = std::vector<std::string>;

TEST(Stacktrace, HashesFramesInPayloadOrder) {
  const Grouped grouped = with_frames(
      R"([{"module":"a","function":"f","in_app":true},{"module":"b","in_app":false},
          {"function":"g","in_app":true}])");
  EXPECT_EQ(grouped.leaves("app"), (Texts{"a", "f", "g"}));
  EXPECT_EQ(grouped.leaves("system"), (Texts{"a", "f", "b", "g"}));
}

TEST(Stacktrace, IgnoresAFrameLikeTheOneBefore) {
  const std::string frame =
      R"({"abs_path":"p","package":"k","module":"m","filename":"n","function":"f","lineno":1,"colno":2})";
  const Grouped grouped = with_frames("[" + frame + "," + frame + "," + frame + "]");
  EXPECT_EQ(grouped.leaves("system"), (Texts{"m", "f"}));
  EXPECT_EQ(stacktrace(grouped, "system").children[1].hint, "ignored due to recursion");
  EXPECT_EQ(stacktrace(grouped, "system").children[2].hint, "ignored due to recursion");
}

TEST(Stacktrace, SeesNoRecursionWhereAnyFieldDiffers) {
  const std::string frame =
      R"("abs_path":"p","package":"k","module":"m","filename":"n","function":"f","lineno":1,"colno":2)";
  for (const char* other :
       {R"("abs_path":"x")", R"("package":"x")", R"("module":"x")", R"("filename":"x")",
        R"("function":"x")", R"("lineno":9)", R"("colno":9)", R"("colno":null)"}) {
    const Grouped grouped = with_frames("[{" + frame + "},{" + frame + "," + other + "}]");
    EXPECT_TRUE(stacktrace(grouped, "system").children[1].contributes) << other;
  }
}

TEST(Stacktrace, ComparesWithTheFrameBeforeEvenIfThatIsIgnored) {
  const Grouped grouped =
      with_frames(R"([{"function":"f","in_app":false},{"function":"f","in_app":true}])");
  EXPECT_TRUE(grouped.leaves("app").empty());
  EXPECT_EQ(grouped.leaves("system"), (Texts{"f"}));
}

TEST(Stacktrace, SaysWhereTheClientPutItsFrames) {
  const Grouped grouped = with_frames(
      R"([{"function":"a","in_app":true},{"function":"a","in_app":true},
          {"function":"b","in_app":false},{"function":"c"}])");
  const Component app = stacktrace(grouped, "app");
  EXPECT_EQ(app.children[0].hint, "marked in-app by the client");
  EXPECT_EQ(app.children[1].hint, "marked in-app by the client but ignored due to recursion");
  EXPECT_EQ(app.children[2].hint, "marked out of app by the client");
  EXPECT_EQ(app.children[3].hint, "");
  EXPECT_FALSE(app.children[2].contributes || app.children[3].contributes);
  const Component system = stacktrace(grouped, "system");
  EXPECT_EQ(system.children[0].hint, "");
  EXPECT_EQ(system.children[1].hint, "ignored due to recursion");
  EXPECT_TRUE(system.children[2].contributes && system.children[3].contributes);
}

TEST(Stacktrace, SaysWhyItDoesNotContribute) {
  const Grouped none = with_frames("[]");
  for (const char* variant : {"app", "system"}) {
    EXPECT_EQ(stacktrace(none, variant).hint, "ignored because it contains no frames");
  }
  const Grouped system = with_frames(R"([{"function":"f"}])");
  EXPECT_EQ(stacktrace(system, "app").hint, "ignored because it contains no in-app frames");
  EXPECT_TRUE(stacktrace(system, "system").contributes);

  const Grouped empty = with_frames(R"([{"lineno":1,"in_app":true}])");
  for (const char* variant : {"app", "system"}) {
    EXPECT_EQ(stacktrace(empty, variant).hint,
              "ignored because it contains no contributing frames");
  }
}

TEST(Stacktrace, IgnoresALoneJavascriptFrameOfNoUrl) {
  const char* const file = R"([{"filename":"a.js","abs_path":"/a.js","in_app":true}])";
  const Grouped grouped = with_frames(file, "javascript");
  EXPECT_EQ(stacktrace(grouped, "system").children[0].hint,
            "ignored single non-URL JavaScript frame");
  EXPECT_EQ(stacktrace(grouped, "app").children[0].hint,
            "marked in-app by the client but ignored single non-URL JavaScript frame");
  EXPECT_EQ(grouped.names().back(), "fallback");

  EXPECT_TRUE(stacktrace(with_frames(file, "python"), "app").contributes);
  const char* const named = R"([{"filename":"a.js","function":"f","in_app":true}])";
  EXPECT_TRUE(stacktrace(with_frames(named, "javascript"), "app").contributes);
  const char* const two =
      R"([{"filename":"a.js","in_app":true},{"filename":"b.js","in_app":true}])";
  EXPECT_TRUE(stacktrace(with_frames(two, "javascript"), "app").contributes);
  const char* const url = R"([{"filename":"a.js","abs_path":"file:///a.js","in_app":true}])";
  EXPECT_TRUE(stacktrace(with_frames(url, "javascript"), "app").contributes);
}

TEST(Stacktrace, IgnoredALoneJavascriptFrameOfAUrlIn2023) {
  const char* const file = R"([{"filename":"a.js","abs_path":"/a.js","in_app":true}])";
  EXPECT_TRUE(stacktrace(with_frames(file, "javascript", kSentry2023), "app").contributes);
  const char* const url = R"([{"filename":"a.js","abs_path":"file:///a.js","in_app":true}])";
  EXPECT_FALSE(stacktrace(with_frames(url, "javascript", kSentry2023), "app").contributes);
}

}  // namespace
}  // namespace picket::domain::grouping
