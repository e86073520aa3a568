#include "domain/grouping/frame_component.h"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grouping/frame_parts.h"

namespace picket::domain::grouping {
namespace {

using testing::ElementsAre;

Frame frame_of(std::string_view platform) {
  Frame frame;
  frame.platform = platform;
  frame.family = family_of(platform);
  return frame;
}

class FrameComponent : public testing::Test {
 protected:
  Component filename(std::string_view platform, Text name, Text abs_path = std::nullopt) {
    Frame frame = frame_of(platform);
    frame.filename = name;
    frame.abs_path = abs_path;
    return filename_part(frame, arena_);
  }
  Component module(std::string_view platform, Text name, Text abs_path = std::nullopt) {
    Frame frame = frame_of(platform);
    frame.module = name;
    frame.abs_path = abs_path;
    return module_part(frame, arena_);
  }
  Component line(std::string_view text, std::string_view platform = "python") {
    Frame frame = frame_of(platform);
    frame.context_line = text;
    return context_line_part(frame, arena_);
  }
  static Component function(std::string_view platform, Text name, Text raw = std::nullopt) {
    Frame frame = frame_of(platform);
    frame.function = name;
    frame.raw_function = raw;
    return function_part(frame, nullptr);
  }
  std::string leaves(const Frame& frame) {
    std::string out;
    append_leaves(frame_component(frame, arena_), out);
    return out;
  }

  Arena arena_;
};

void expect_ignored(const Component& part, std::string_view why) {
  EXPECT_FALSE(part.contributes);
  EXPECT_EQ(part.hint, why);
}

void expect_value(const Component& part, std::string_view value, std::string_view hint = "") {
  EXPECT_TRUE(part.contributes);
  EXPECT_EQ(part.value, value);
  EXPECT_EQ(part.hint, hint);
}

TEST_F(FrameComponent, FilenameIsTheLowerCaseBaseName) {
  expect_value(filename("python", "/srv/App/Main.PY"), "main.py");
  expect_value(filename("native", "C:\\Src\\A.CPP"), "a.cpp");
  expect_value(filename("python", "plain.py"), "plain.py");
  expect_value(filename("python", "x/\xC3\x89.py"), "\xC3\xA9.py");
  expect_value(filename("python", "dir/"), "");
  expect_value(filename("python", ""), "");
  const Component absent = filename("python", std::nullopt);
  EXPECT_FALSE(absent.has_value || absent.contributes);
}

TEST_F(FrameComponent, FilenameOfUrlsIsIgnored) {
  for (const char* path : {"http://a/b.js", "https://a/b.js", "applewebdata://x", "blob:x"}) {
    expect_ignored(filename("javascript", "b.js", path), "ignored because frame points to a URL");
  }
  expect_value(filename("javascript", "b.js", "file:///b.js"), "b.js");
  expect_value(filename("javascript", "b.js", "/b.js"), "b.js");
}

TEST_F(FrameComponent, FilenameOfGeneratedCodeIsIgnored) {
  expect_ignored(filename("javascript", "<anonymous>"), "ignored because filename is anonymous");
  expect_ignored(filename("javascript", "[native code]"),
                 "ignored because filename suggests native code");
}

TEST_F(FrameComponent, FilenameLosesJavassistParts) {
  expect_value(filename("java", "B_$$_Javassist_seam_3.java"), "b_$$_javassist<auto>.java",
               "cleaned javassist parts");
  expect_value(filename("python", "b_$$_javassist_3"), "b_$$_javassist_3");
}

TEST_F(FrameComponent, ModuleIsVerbatim) {
  expect_value(module("python", "App.Main"), "App.Main");
  expect_value(module("python", ""), "");
  EXPECT_FALSE(module("python", std::nullopt).has_value);
}

TEST_F(FrameComponent, ModuleThatIsAPathIsIgnoredInJavascript) {
  expect_ignored(module("javascript", "app/main", "http://x/app/main"),
                 "ignored bad javascript module");
  expect_value(module("javascript", "app/main", "http://x/other"), "app/main");
  expect_value(module("javascript", "app/main"), "app/main");
  expect_value(module("javascript", "main", "http://x/main"), "main");
  expect_value(module("node", "app/main", "http://x/app/main"), "app/main");
}

TEST_F(FrameComponent, ModuleOfGeneratedJavaIsCleaned) {
  expect_ignored(module("java", "a.B$$Lambda$14"), "ignored java lambda");
  expect_value(module("java", "sun.reflect.GeneratedMethodAccessor9"),
               "sun.reflect.GeneratedMethodAccessor", "removed reflection marker");
  expect_value(module("java", "a.B$fn__7"), "a.B$fn__<auto>", "removed codegen marker");
  expect_value(module("java", "a.B$$Lambda$14$fn__7"), "a.B$$Lambda$14$fn__<auto>",
               "removed codegen marker");  // A rewrite makes it contribute again.
  expect_value(module("java", "a.B"), "a.B");
  expect_value(module("scala", "a.B$fn__7"), "a.B$fn__7");
}

TEST_F(FrameComponent, ModuleWinsOverFilename) {
  Frame frame = frame_of("python");
  frame.module = "m";
  frame.filename = "f.py";
  const Component component = frame_component(frame, arena_);
  expect_ignored(component.children[1], "ignored because module takes precedence");
  EXPECT_EQ(leaves(frame), "m");
  frame.module = std::nullopt;
  EXPECT_EQ(leaves(frame), "f.py");
}

TEST_F(FrameComponent, FunctionPrefersTheTrimmedName) {
  expect_value(function("native", "f", "int f()"), "f");
  expect_value(function("native", std::nullopt, "raw"), "raw");
  expect_value(function("native", "", "raw"), "raw");
  expect_value(function("csharp", "A.B", "A.B (c)"), "A.B (c)");
  expect_value(function("csharp", "A.B"), "A.B");
  EXPECT_FALSE(function("python", std::nullopt).has_value);
  EXPECT_FALSE(function("python", "").has_value);
}

TEST_F(FrameComponent, FunctionOfRubyLosesGeneratedParts) {
  expect_value(function("ruby", "block (2 levels) in run"), "block", "ruby block");
  expect_value(function("ruby", "_app_views_x_erb__4012_70123"), "_app_views_x_erb",
               "removed generated erb template suffix");
  for (const char* kept : {"x__401_70123", "x__4012_701", "x_4012_70123", "x__4012", "x__4012_",
                           "blocked", "123456"}) {
    expect_value(function("ruby", kept), kept);
  }
  expect_value(function("python", "block x"), "block x");
}

TEST_F(FrameComponent, FunctionOfAnonymousPhpIsIgnoredOrItsMethod) {
  expect_ignored(function("php", "[Anonymous function]"), "ignored anonymous function");
  using namespace std::string_view_literals;
  expect_ignored(function("php", "class@anonymous\0/srv/x.php"sv), "ignored anonymous function");
  expect_value(function("php", "class@anonymous\0/srv/x.php::run"sv), "run",
               "anonymous class method");
  expect_value(function("php", "class@anonymous::run"), "run", "anonymous class method");
  expect_value(function("php", "class@anonymous"), "class@anonymous");
  expect_value(function("php", "A::b"), "A::b");
}

TEST_F(FrameComponent, FunctionOfJavaLambdasIsIgnored) {
  expect_ignored(function("java", "lambda$run$0"), "ignored lambda function");
  expect_value(function("java", "run"), "run");
}

TEST_F(FrameComponent, FunctionUnknownToNativeIsIgnored) {
  expect_ignored(function("native", "<redacted>"), "ignored unknown function");
  expect_ignored(function("cocoa", "<unknown>"), "ignored unknown function");
  expect_value(function("python", "<unknown>"), "<unknown>");
}

TEST_F(FrameComponent, FunctionOfJavascriptIsTheLastName) {
  expect_value(function("javascript", "a.b.c"), "c", "trimmed javascript function");
  expect_value(function("node", "c"), "c");
  expect_value(function("python", "a.b"), "a.b");
}

TEST_F(FrameComponent, FunctionGivesWayToTheLineOfASourceMap) {
  Frame frame = frame_of("javascript");
  frame.function = "f";
  frame.context_line = "call();";
  frame.source_mapped = true;
  EXPECT_EQ(leaves(frame), "call();");
  expect_ignored(frame_component(frame, arena_).children[2],
                 "ignored because sourcemap used and context line available");
  frame.source_mapped = false;
  EXPECT_EQ(leaves(frame), "fcall();");
  frame.source_mapped = true;
  frame.context_line = "  ";
  EXPECT_EQ(leaves(frame), "f");
}

TEST_F(FrameComponent, ContextLineIsConsideredOnSomePlatforms) {
  Frame frame = frame_of("python");
  EXPECT_FALSE(has_context_line(frame));
  frame.context_line = "";
  EXPECT_FALSE(has_context_line(frame));
  EXPECT_EQ(frame_component(frame, arena_).children.size(), 3U);
  frame.context_line = "x";
  for (const char* platform : {"javascript", "node", "python", "php", "ruby"}) {
    frame.platform = platform;
    EXPECT_TRUE(has_context_line(frame)) << platform;
  }
  EXPECT_EQ(frame_component(frame, arena_).children.size(), 4U);
  frame.platform = "java";
  EXPECT_FALSE(has_context_line(frame));
}

TEST_F(FrameComponent, ContextLineCollapsesWhiteSpace) {
  expect_value(line("    run( x )"), "run( x )");
  expect_value(line("\traise  ValueError('x')\r\n"), "raise ValueError('x')");
  expect_value(line("a\xC2\xA0\xE3\x80\x80\x1C"
                    "b"),
               "a b");
  expect_value(line("\xC3\xA9  x "), "\xC3\xA9 x");
  EXPECT_FALSE(line(" \t ").has_value);
}

TEST_F(FrameComponent, ContextLineOfMinifiedCodeIsIgnored) {
  const std::string longest(120, 'x');
  expect_value(line(longest), longest);
  expect_ignored(line(" " + longest), "ignored because line is too long");
  std::string accents;
  for (int i = 0; i < 120; ++i) accents += "\xC3\xA9";
  expect_value(line(accents), accents);  // Counted in code points.
}

TEST_F(FrameComponent, ContextLineOfANamelessScriptIsIgnored) {
  Frame frame = frame_of("javascript");
  frame.context_line = "x";
  frame.abs_path = "file:///a.js";
  expect_ignored(context_line_part(frame, arena_),
                 "ignored because file path is a URL and function name is missing");
  frame.function = "f";
  expect_value(context_line_part(frame, arena_), "x");
  frame.function = std::nullopt;
  frame.abs_path = "/a.js";
  expect_value(context_line_part(frame, arena_), "x");
}

TEST_F(FrameComponent, JavascriptFunctionsWithoutANameAreIgnored) {
  Frame frame = frame_of("javascript");
  frame.filename = "a.js";
  for (const char* name : {"?", "<anonymous function>", "<anonymous>", "Anonymous function", "a/<",
                           "Foo.<anonymous>"}) {
    frame.function = name;
    const Component component = frame_component(frame, arena_);
    expect_ignored(component.children[2], "ignored unknown function name");
    EXPECT_TRUE(component.contributes) << name;
    EXPECT_EQ(leaves(frame), "a.js") << name;
  }
  frame.function = "";
  frame.raw_function = "raw";
  EXPECT_EQ(leaves(frame), "a.jsraw");
  frame.function = "trailing.";
  frame.raw_function = std::nullopt;
  EXPECT_EQ(leaves(frame), "a.js");
}

TEST_F(FrameComponent, JavascriptFramesOfGeneratedCodeAreIgnored) {
  Frame frame = frame_of("node");
  frame.filename = "a.js";
  frame.function = "Object.eval";
  expect_ignored(frame_component(frame, arena_), "ignored low quality javascript frame");
  frame.function = "f";
  EXPECT_TRUE(frame_component(frame, arena_).contributes);
  for (const char* path : {"[native code]", "native code", "eval code", "<anonymous>"}) {
    frame.abs_path = path;
    expect_ignored(frame_component(frame, arena_), "ignored low quality javascript frame");
  }
  frame.platform = "python";
  frame.family = Family::other;
  EXPECT_TRUE(frame_component(frame, arena_).contributes);
}

TEST_F(FrameComponent, NothingElseContributes) {
  Frame frame = frame_of("native");
  frame.package = "p";
  frame.abs_path = "/a";
  frame.lineno = 3;
  frame.colno = 4;
  frame.in_app = true;
  frame.context_line = "x";
  EXPECT_FALSE(frame_component(frame, arena_).contributes);
}

}  // namespace
}  // namespace picket::domain::grouping
