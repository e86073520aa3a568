// Which frames each matcher matches. Source: shared spec "grouping", section 13.2.
#include <string>

#include <gtest/gtest.h>

#include "domain/stack_rules/testing.h"

namespace picket::domain::stack_rules {
namespace {

bool matches(std::string_view matcher, const FrameFacts& frame,
             const ExceptionFacts& exception = {}) {
  const Applied applied(std::string(matcher) + " category=hit", {frame}, exception);
  return applied[0].category == "hit";
}

TEST(StackRuleMatchers, CompareFunctionsAndModulesAsTheyAre) {
  FrameFacts frame = function_frame("std::sort");
  frame.module = "com.example.App";
  EXPECT_TRUE(matches("function:std::*", frame) && matches("stack.function:std::sort", frame));
  EXPECT_TRUE(matches("module:com.example.*", frame) && matches("module:*App", frame));
  EXPECT_FALSE(matches("function:STD::*", frame) || matches("module:com.example.app", frame));
  EXPECT_FALSE(matches("function:sort", frame));
}

TEST(StackRuleMatchers, ComparePathsAsPaths) {
  FrameFacts frame;
  frame.path = "C:\\Users\\Me\\App.py";
  frame.package = "/Usr/Lib/libc.so";
  EXPECT_TRUE(matches("path:c:/users/**", frame) && matches("path:**/app.PY", frame));
  EXPECT_TRUE(matches("package:/usr/lib/**", frame) && matches("package:**/libc.so", frame));
  EXPECT_FALSE(matches("path:c:/users/*", frame) || matches("package:libc.so", frame));
  frame.package = "CoreFoundation";
  EXPECT_TRUE(matches("package:CoreFoundation", frame) &&
              matches("package:/corefoundation", frame));
}

TEST(StackRuleMatchers, TakeAMissingFieldForNoMatch) {
  for (const char* matcher : {"function:*", "module:*", "path:**", "package:**", "category:*"}) {
    EXPECT_FALSE(matches(matcher, {})) << matcher;
    EXPECT_TRUE(matches("!" + std::string(matcher), {})) << matcher;
  }
}

TEST(StackRuleMatchers, KnowFamilies) {
  const FrameFacts native = function_frame("f", Family::native);
  EXPECT_TRUE(matches("family:native", native) && matches("family:javascript,native", native));
  EXPECT_TRUE(matches("family:all", native) && matches("!family:other", native));
  EXPECT_FALSE(matches("family:javascript", native) || matches("family:wat", native));
  EXPECT_FALSE(matches("!family:all", native));
  EXPECT_TRUE(matches("family:other", {}) &&
              matches("family:javascript", function_frame("f", Family::javascript)));
  EXPECT_FALSE(matches("family:native family:other", native));
}

TEST(StackRuleMatchers, KnowWhatIsInTheApp) {
  FrameFacts in;
  in.in_app = true;
  for (const char* yes :
       {"app:1", "app:true", "app:yes", "!app:no", "!app:0", "!app:false", "!app:wat"}) {
    EXPECT_TRUE(matches(yes, in)) << yes;
    EXPECT_EQ(matches(yes, {}), yes == std::string_view("!app:wat")) << yes;
  }
  for (const char* no : {"app:no", "app:false", "app:0", "!app:yes"}) {
    EXPECT_FALSE(matches(no, in)) << no;
    EXPECT_TRUE(matches(no, {})) << no;
  }
  EXPECT_FALSE(matches("app:wat", in) || matches("app:YES", in));
}

TEST(StackRuleMatchers, CompareCategories) {
  FrameFacts frame;
  frame.category = "std";
  EXPECT_TRUE(matches("category:std", frame) && matches("category:s*", frame) &&
              matches("!category:x", frame));
  EXPECT_FALSE(matches("category:x", frame) || matches("category:STD", frame));
  const std::string lengthy(kMaxCategoryBytes + 1, 'c');
  frame.category = lengthy;
  EXPECT_FALSE(matches("category:*", frame));
}

TEST(StackRuleMatchers, AskTheExceptionOnce) {
  const ExceptionFacts exception{
      .type = "ValueError", .value = "out of memory", .mechanism = "ANR"};
  EXPECT_TRUE(matches("error.type:Value*", {}, exception) &&
              matches("type:ValueError", {}, exception));
  EXPECT_TRUE(matches("error.value:\"*memory\"", {}, exception) &&
              matches("value:out*", {}, exception));
  EXPECT_TRUE(matches("error.mechanism:ANR", {}, exception) &&
              matches("!mechanism:x", {}, exception));
  EXPECT_FALSE(matches("type:valueerror", {}, exception) || matches("!type:*", {}, exception));
  EXPECT_TRUE(matches("type:<unknown> value:<unknown> mechanism:<unknown>", {}));
  EXPECT_TRUE(matches("type:V* app:no", {}, exception));
}

TEST(StackRuleMatchers, NeverMatchByWhatIsNoPattern) {
  EXPECT_FALSE(matches("function:[a", function_frame("[a")));
  EXPECT_TRUE(matches("!function:[a", function_frame("x")));
}

/// The functions of the frames that a rule matches.
std::string matched(std::string_view rule, const ExceptionFacts& exception = {}) {
  const char* const names[] = {"a", "b", "c"};
  std::vector<FrameFacts> frames;
  for (const char* name : names) frames.push_back(function_frame(name));
  const Applied applied(std::string(rule) + " category=hit", frames, exception);
  std::string out;
  for (std::size_t i = 0; i < 3; ++i) out += applied[i].category == "hit" ? names[i] : "";
  return out;
}

TEST(StackRuleMatchers, LookAtNeighbours) {
  EXPECT_EQ(matched("[ function:a ] | function:*"), "b");
  EXPECT_EQ(matched("function:* | [ function:c ]"), "b");
  EXPECT_EQ(matched("[ function:a ] | function:b | [ function:c ]"), "b");
  EXPECT_EQ(matched("[ function:a ] | function:c"), "");
  EXPECT_EQ(matched("[ !function:a ] | function:*"), "c");
  EXPECT_EQ(matched("function:* | [ !function:c ]"), "a");
  EXPECT_EQ(matched("[ type:T ] | function:*", {.type = "T"}), "bc");
  EXPECT_EQ(matched("[ type:T ] | function:*"), "");
}

TEST(StackRuleMatchers, FindNeighboursOfAnotherFamily) {
  const Applied applied(
      "[ function:a ] | family:native function:b category=hit",
      {function_frame("a", Family::javascript), function_frame("b", Family::native)});
  EXPECT_EQ(applied[1].category, "hit");
}

}  // namespace
}  // namespace picket::domain::stack_rules
