#include "domain/stack_rules/base.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "domain/stack_rules/testing.h"

namespace picket::domain::stack_rules {
namespace {

constexpr Base kBase = Base::all_platforms_2026_01_20;

Applied by_base(std::vector<FrameFacts> frames, Base base = kBase) {
  return {std::vector{built_in_rules(base)}, std::move(frames)};
}

FrameFacts frame(Family family, Text function, Text module = {}, Text package = {},
                 Text path = {}) {
  return {
      .function = function, .module = module, .path = path, .package = package, .family = family};
}

TEST(BuiltInStackRules, AreThoseOfTheSpecification) {
  EXPECT_EQ(parse_rules(text_of(kBase))->size(), 334U);
  EXPECT_EQ(name_of(kBase), "all-platforms:2026-01-20");
  EXPECT_EQ(name_of(Base::all_platforms_2023_01_11), "all-platforms:2023-01-11");

  std::ifstream file(std::string(PICKET_SHARED_DIR) + "/spec/data/stack_trace_rules.txt");
  if (!file)
    GTEST_SKIP() << "NOT CHECKED: no " PICKET_SHARED_DIR "/spec/data/stack_trace_rules.txt";
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto specified = parse_rules(text);
  const auto ours = parse_rules(text_of(kBase));
  ASSERT_EQ(specified->size(), ours->size());
  for (std::size_t i = 0; i < ours->size(); ++i) {
    EXPECT_EQ((*ours)[i].rule, (*specified)[i].rule) << (*specified)[i].line;
  }
}

TEST(BuiltInStackRules, HaveNoPatternThatCannotBeRead) {
  for (const Base base : {kBase, Base::all_platforms_2023_01_11}) {
    for (const Column& column : built_in_rules(base)->columns()) {
      EXPECT_TRUE(column.glob || column.field == Matcher::Field::family || column.app);
    }
  }
}

TEST(BuiltInStackRules, TakePackagesOfOthersOutOfTheApp) {
  const char* const paths[] = {"/app/views.py",
                               "/usr/lib/python3/dist-packages/django/x.py",
                               "C:\\py\\Lib\\site-packages\\flask\\app.py",
                               "/app/node_modules/react/index.js",
                               "https://unpkg.com/react@18/x.js",
                               "/go/pkg/mod/github.com/x/y.go",
                               "/app/vendor/autoload.php",
                               "/usr/local/lib/ruby/x.rb"};
  std::vector<FrameFacts> frames;
  for (const char* path : paths) frames.push_back(frame(Family::other, "f", {}, {}, path));
  // unpkg.com: the stars touch letters, so they do not cross the slashes behind.
  EXPECT_EQ(by_base(frames).app(), ".-------");
}

TEST(BuiltInStackRules, KnowTheFrameworksOfJava) {
  const Applied applied = by_base({frame(Family::other, "run", "java.lang.Thread"),
                                   frame(Family::other, "loop", "android.os.Looper"),
                                   frame(Family::other, "go", "org.springframework.web.X"),
                                   frame(Family::other, "pay", "com.shop.Cart"),
                                   frame(Family::other, "send", "io.sentry.Hub"),
                                   frame(Family::other, "map", "kotlin.collections.X")});
  EXPECT_EQ(applied[0].category, "std");
  EXPECT_EQ(applied[1].category, "threadbase");
  EXPECT_EQ(applied[2].category, "framework");
  EXPECT_EQ(applied.app(), "..-.--");
  // The base of a thread and what calls it do not count, nor does the SDK.
  EXPECT_EQ(applied.group(), "--..-.");
}

TEST(BuiltInStackRules, KeepFramesBelowAnAssertionOfUnreal) {
  const Applied applied = by_base({frame(Family::native, "AMyActor::Tick"),
                                   frame(Family::native, "FDebug::CheckVerifyFailedImpl2"),
                                   frame(Family::native, "FOutputDevice::Log")});
  EXPECT_EQ(applied.app(), "+--");
}

TEST(BuiltInStackRules, TakeThePanicOfRustOut) {
  const Applied applied = by_base({frame(Family::native, "shop::pay"),
                                   frame(Family::native, "core::panicking::begin_panic"),
                                   frame(Family::native, "std::sys::unwind")});
  EXPECT_EQ(applied.app(), ".--");
  EXPECT_EQ(applied.group(), ".--");
  EXPECT_EQ(applied[1].app_rule->text,
            "family:native function:core::panicking::begin_panic ^-app -app");
}

TEST(BuiltInStackRules, LeaveOtherFamiliesAlone) {
  EXPECT_EQ(by_base({frame(Family::other, "std::sort"),
                     frame(Family::other, "malloc", {}, "CoreFoundation")})
                .app(),
            "..");
}

TEST(BuiltInStackRules, WereFewerIn2023) {
  const std::vector<FrameFacts> java = {frame(Family::other, "run", "java.lang.Thread"),
                                        frame(Family::other, "go", "org.springframework.web.X")};
  const Applied applied = by_base(java, Base::all_platforms_2023_01_11);
  EXPECT_EQ(applied.app(), "--");
  EXPECT_EQ(applied[1].category, std::nullopt);

  const std::vector<FrameFacts> system = {
      frame(Family::native, "x", {}, "/usr/lib/libSystem.dylib"),
      frame(Family::native, "y", {}, "UIKit")};
  EXPECT_EQ(by_base({frame(Family::other, "f", {}, {}, "/usr/local/lib/x.rb")},
                    Base::all_platforms_2023_01_11)
                .app(),
            ".");
  EXPECT_EQ(by_base(system, Base::all_platforms_2023_01_11).app(), "-.");

  const Applied anr(std::vector{built_in_rules(Base::all_platforms_2023_01_11)}, java,
                    {.mechanism = "ANR"});
  EXPECT_TRUE(anr.stacktrace().invert);
  const Applied anr_now(std::vector{built_in_rules(kBase)}, java, {.mechanism = "ANR"});
  EXPECT_FALSE(anr_now.stacktrace().invert);
}

}  // namespace
}  // namespace picket::domain::stack_rules
