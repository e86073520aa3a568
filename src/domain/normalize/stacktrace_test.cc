#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

std::string frame_event(std::string_view frame) {
  return R"({"stacktrace":{"frames":[)" + std::string(frame) + "]}}";
}

void expect_frame(std::string_view frame, std::string_view key, std::string_view want) {
  const json::object event = normalized(frame_event(frame));
  EXPECT_EQ(shown(event, "/stacktrace/frames/0/" + std::string(key)), want) << frame;
}

TEST(NormalizeFrames, HaveAFileNameAndAPath) {
  expect_frame(R"({"filename":"http://a/b.js"})", "abs_path", R"("http://a/b.js")");
  expect_frame(R"({"filename":"http://a/b.js"})", "filename", R"("/b.js")");
  expect_frame(R"({"filename":"b.py"})", "abs_path", R"("b.py")");
  expect_frame(R"({"filename":"b.py"})", "filename", R"("b.py")");
  expect_frame(R"({"filename":"b.py","abs_path":"/a/b.py"})", "filename", R"("b.py")");
  expect_frame(R"({"filename":"","abs_path":"/a/b.py"})", "filename", R"("/a/b.py")");
  for (const char* url :
       {"http://a/p/b.js?c#d", "https://a/p/b.js", "file:///p/b.js", "applewebdata://a/p/b.js#d"}) {
    expect_frame(R"({"abs_path":")" + std::string(url) + "\"}", "filename", R"("/p/b.js")");
  }
  for (const char* whole : {"http://a", "http://a/", "ftp://a/b.js", "webpack:///b.js"}) {
    expect_frame(R"({"abs_path":")" + std::string(whole) + "\"}", "filename",
                 '"' + std::string(whole) + '"');
  }
  expect_frame(R"({"function":"f"})", "filename", "absent");
}

TEST(NormalizeFrames, ForgetAFunctionThatIsAQuestionMark) {
  expect_frame(R"({"function":"?","symbol":"?","lineno":1})", "function", "absent");
  expect_frame(R"({"function":"?","symbol":"?","lineno":1})", "symbol", "absent");
  expect_frame(R"({"function":"??"})", "function", R"("??")");
}

TEST(NormalizeFrames, HaveALineBetweenOthers) {
  expect_frame(R"({"pre_context":["a",null]})", "pre_context", R"(["a",""])");
  expect_frame(R"({"pre_context":["a"]})", "context_line", R"("")");
  expect_frame(R"({"post_context":[null]})", "context_line", R"("")");
  expect_frame(R"({"pre_context":["a"],"context_line":"x"})", "context_line", R"("x")");
  expect_frame(R"({"lineno":1})", "context_line", "absent");
}

TEST(NormalizeFrames, KeepVariablesOfAnArray) {
  expect_frame(R"({"vars":["a",{"b":1}]})", "vars", R"({"0":"a","1":{"b":1}})");
}

TEST(NormalizeFrames, AreLeftAloneBeforeSymbolication) {
  const auto event = normalized(R"({"exception":{"type":"E","raw_stacktrace":{"frames":[
      {"filename":"http://a/b.js","function":"?"}]}}})");
  EXPECT_EQ(shown(event, "/exception/values/0/raw_stacktrace/frames/0"),
            R"({"filename":"http://a/b.js","function":"?"})");
}

TEST(NormalizeExceptions, TakeTheStackTraceOfTheEventWhenThereIsOne) {
  constexpr std::string_view kTrace = R"("stacktrace":{"frames":[{"function":"f"}]})";
  const auto one = normalized(R"({"exception":[{"type":"E"}],)" + std::string(kTrace) + "}");
  EXPECT_EQ(shown(one, "/stacktrace"), "absent");
  EXPECT_EQ(shown(one, "/exception/values/0/stacktrace/frames"), R"([{"function":"f"}])");
  const auto two =
      normalized(R"({"exception":[{"type":"E"},{"type":"F"}],)" + std::string(kTrace) + "}");
  EXPECT_EQ(shown(two, "/stacktrace/frames/0/function"), R"("f")");
  const auto none = normalized("{" + std::string(kTrace) + "}");
  EXPECT_EQ(shown(none, "/stacktrace/frames/0/function"), R"("f")");
}

TEST(NormalizeExceptions, FindTheTypeInTheValue) {
  const auto exception = [](std::string_view fields) {
    return shown(normalized(R"({"exception":[{)" + std::string(fields) + "}]}"),
                 "/exception/values/0");
  };
  EXPECT_EQ(exception(R"("value":"ValueError: oops "})"
                      R"(,{"value":"x")"),
            R"({"value":"oops","type":"ValueError"})");
  EXPECT_EQ(exception(R"("value":"ValueError:")"), R"({"value":"","type":"ValueError"})");
  EXPECT_EQ(exception(R"("type":"","value":"A: b")"), R"({"type":"A","value":"b"})");
  EXPECT_EQ(exception(R"("type":"T","value":"A: b")"), R"({"type":"T","value":"A: b"})");
  for (const char* value : {"two words: x", "A: b\\nc", ": x", "no colon", "a.b: c"}) {
    EXPECT_EQ(exception(R"("value":")" + std::string(value) + '"'),
              R"({"value":")" + std::string(value) + R"("})");
  }
}

TEST(NormalizeExceptions, AreDeletedWhenTheySayNothing) {
  const auto event = normalized(R"({"exception":[{"type":"","module":"m"},{"type":"E"}]})");
  EXPECT_EQ(shown(event, "/exception/values/0"), "null");
  EXPECT_EQ(shown(event, "/_meta/exception/values/0//err"),
            R"([["missing_attribute",{"attribute":"type or value"}]])");
  EXPECT_EQ(shown(event, "/errors/0"), R"({"type":"missing_attribute","name":"exception.values.0",)"
                                       R"("attribute":"type or value"})");
}

/// `count` frames f0, f1, ... of which those below `app` are in the app.
json::array frames(std::size_t count, std::size_t app) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += (i > 0 ? "," : "");
    text += R"({"function":"f)" + std::to_string(i) + R"(","vars":{"a":1},"pre_context":["p"],)" +
            R"("context_line":"c","in_app":)" + (i < app ? "true}" : "false}");
  }
  json::object event = normalized(frame_event(text));
  return std::move(event.at("stacktrace").at("frames").as_array());
}

/// Positions of the frames without variables, as "first-last" or "".
std::string slimmed(const json::array& list) {
  std::string first, last;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::object& frame = list[i].as_object();
    EXPECT_EQ(frame.at("context_line"), "c") << "the line itself stays";
    EXPECT_EQ(frame.contains("vars"), frame.contains("pre_context"));
    if (frame.contains("vars")) continue;
    if (first.empty()) first = std::to_string(i);
    last = std::to_string(i);
  }
  return first.empty() ? "" : first + '-' + last;
}

TEST(SlimStacktraces, LoseTheMiddleOfWhatIsLongerThanFifty) {
  EXPECT_EQ(slimmed(frames(50, 50)), "");
  EXPECT_EQ(slimmed(frames(60, 60)), "25-34");
  EXPECT_EQ(slimmed(frames(60, 0)), "25-34");
  EXPECT_EQ(slimmed(frames(100, 30)), "40-89")
      << "of 70 outside the app the first and last ten stay";
  EXPECT_EQ(slimmed(frames(100, 80)), "25-99") << "none outside the app, of 80 all but 50";
}

TEST(SlimStacktraces, KeepTheOldestFiftyAndTheNewestTwoHundred) {
  const json::array kept = frames(260, 0);
  ASSERT_EQ(kept.size(), 250U);
  EXPECT_EQ(kept[49].at("function"), "f49");
  EXPECT_EQ(kept[50].at("function"), "f60");
  EXPECT_EQ(kept[249].at("function"), "f259");
}

}  // namespace
}  // namespace picket::domain::normalize
