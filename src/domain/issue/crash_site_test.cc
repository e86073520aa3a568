#include "domain/issue/crash_site.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

namespace json = boost::json;

json::object event(std::string_view text) {
  return json::parse(text).as_object();
}

/// An event whose only exception has these frames.
json::object with_frames(std::string_view frames, std::string_view platform = "python") {
  return event(R"({"platform":")" + std::string(platform) +
               R"(","exception":{"values":[{"type":"E","stacktrace":{"frames":[)" +
               std::string(frames) + "]}}]}}");
}

struct Culprit {
  std::string_view event;
  std::string_view want;
};

void expect_culprits(std::initializer_list<Culprit> cases) {
  for (const Culprit& each : cases)
    EXPECT_EQ(culprit_of(event(each.event)), each.want) << each.event;
}

TEST(MainException, IsTheLastUnlessTheEventNamesAnother) {
  const auto type = [](std::string_view text, std::optional<std::int64_t> id) {
    const json::object document = event(text);
    const json::object* const found = main_exception(document, id);
    return found != nullptr ? std::string(found->at("type").as_string()) : "none";
  };
  EXPECT_EQ(type(R"({"exception":{"values":[{"type":"A"},{"type":"B"}]}})", {}), "B");
  EXPECT_EQ(type(R"({"exception":{"values":[{"type":"A"},null]}})", {}), "A");
  EXPECT_EQ(type(R"({"exception":{"values":[null]}})", {}), "none");
  EXPECT_EQ(type(R"({"exception":null})", 1), "none");
  constexpr std::string_view kGroup =
      R"({"exception":{"values":[{"type":"A","mechanism":{"exception_id":1}},
                                 {"type":"B","mechanism":{"exception_id":0}}]}})";
  EXPECT_EQ(type(kGroup, 1), "A");
  EXPECT_EQ(type(kGroup, 7), "B");
  EXPECT_EQ(type(kGroup, {}), "B");
}

std::string crash_function(const json::object& document) {
  const json::object* const frame = crash_frame(document);
  return frame != nullptr ? std::string(frame->at("function").as_string()) : "none";
}

TEST(CrashFrame, IsTheLastOfTheAppElseTheLast) {
  EXPECT_EQ(crash_function(with_frames(R"({"function":"a","in_app":true},
      {"function":"b","in_app":true},{"function":"c","in_app":false})")),
            "b");
  EXPECT_EQ(crash_function(with_frames(R"({"function":"a"},{"function":"b"},null)")), "b");
  EXPECT_EQ(crash_function(with_frames("null")), "none");
}

TEST(CrashFrame, HasAFunctionThatSaysSomething) {
  EXPECT_EQ(crash_function(with_frames(R"({"function":"a","in_app":true},
      {"function":"<unknown>","in_app":true},{"function":"<redacted>","in_app":true},
      {"function":null,"in_app":true},{"in_app":true})")),
            "a");
  EXPECT_EQ(crash_function(with_frames(R"({"function":"a","in_app":false},{"in_app":true})")), "a");
  EXPECT_EQ(crash_function(with_frames(R"({"function":"<unknown>","in_app":true})")), "none");
}

TEST(CrashFrame, IsOfTheLastExceptionElseOfTheEventElseOfTheOnlyThread) {
  constexpr std::string_view kThread = R"({"stacktrace":{"frames":[{"function":"thread"}]}})";
  const std::string threads = R"("threads":{"values":[)" + std::string(kThread) + "]}";
  const std::string trace = R"("stacktrace":{"frames":[{"function":"event"}]},)";
  const std::string first = R"({"stacktrace":{"frames":[{"function":"first"}]}})";
  EXPECT_EQ(crash_function(event("{" + trace + threads + "}")), "event");
  EXPECT_EQ(crash_function(event("{" + threads + "}")), "thread");
  EXPECT_EQ(crash_function(event(R"({"threads":{"values":[)" + std::string(kThread) + "," +
                                 std::string(kThread) + "]}}")),
            "none");
  EXPECT_EQ(
      crash_function(event(R"({"exception":{"values":[)" + first + "]}," + trace + threads + "}")),
      "first");
  EXPECT_EQ(crash_function(event(R"({"exception":{"values":[)" + first + R"(,{"type":"last"}]},)" +
                                 trace + threads + "}")),
            "event");
}

TEST(Culprit, IsWhatTheSdkSaysBeforeWhatTheFramesSay) {
  constexpr std::string_view kTrace =
      R"("stacktrace":{"frames":[{"module":"m","function":"f","in_app":true}]}})";
  const auto culprit = [&](std::string_view sent) {
    return culprit_of(event("{" + std::string(sent) + std::string(kTrace)));
  };
  EXPECT_EQ(culprit(R"("culprit":"c","transaction":"t",)"), "c");
  EXPECT_EQ(culprit(R"("transaction":"t",)"), "t");
  EXPECT_EQ(culprit(R"("culprit":"","transaction":"",)"), "m in f");
}

TEST(Culprit, NamesPlaceAndFunctionAsThePlatformDoes) {
  const auto culprit = [](std::string_view platform, std::string_view frame) {
    return culprit_of(with_frames(frame, platform));
  };
  EXPECT_EQ(culprit("python", R"({"module":"m","filename":"f.py","function":"f"})"), "m in f");
  EXPECT_EQ(culprit("python", R"({"filename":"f.py","function":"f"})"), "f.py in f");
  EXPECT_EQ(culprit("java", R"({"module":"com.x.Y"})"), "com.x.Y in ?");
  EXPECT_EQ(culprit("python", R"({"function":"f"})"), "") << "no place";
  EXPECT_EQ(culprit("javascript", R"({"filename":"/a.js","function":"f"})"), "f(/a.js)");
  EXPECT_EQ(culprit("node", R"({"module":"a","filename":"/a.js"})"), "?(a)");
  for (const char* native : {"native", "objc", "cocoa"}) {
    EXPECT_EQ(culprit(native, R"({"package":"/lib","filename":"a.c","function":"f"})"), "f");
    EXPECT_EQ(culprit(native, R"({"filename":"a.c"})"), "?");
  }
  EXPECT_EQ(culprit("native", R"j({"function":"crash_me(int)"})j"), "crash_me")
      << "as grouping trims it";
  EXPECT_EQ(culprit("java", R"({"platform":"native","function":"f"})"), "f");
  EXPECT_EQ(culprit("native", R"({"platform":"javascript","module":"m","function":"f"})"), "f(m)");
}

TEST(Culprit, IsOfTheLastFrameOfTheAppThatHasAPlaceElseOfTheLastFrame) {
  EXPECT_EQ(culprit_of(with_frames(R"({"module":"a","in_app":true},{"module":"b","in_app":true},
      {"function":"nowhere","in_app":true},{"module":"c","in_app":false})")),
            "b in ?");
  EXPECT_EQ(culprit_of(with_frames(R"({"module":"a","in_app":false},{"module":"b"},null)")),
            "b in ?");
  EXPECT_EQ(culprit_of(with_frames(R"({"module":"a","in_app":false},{"in_app":false})")), "")
      << "the last frame outside the app decides, also when it says nothing";
}

TEST(Culprit, IsOfTheLastStackTrace) {
  expect_culprits({
      {R"({"exception":{"values":[{"stacktrace":{"frames":[{"module":"a"}]}},
                                  {"stacktrace":{"frames":[{"module":"b"}]}},{"type":"E"}]}})",
       "b in ?"},
      {R"({"stacktrace":{"frames":[{"module":"a"}]}})", "a in ?"},
      {R"({"exception":{"values":[{"type":"E"}]},"stacktrace":{"frames":[{"module":"a"}]}})", ""},
      {R"({"exception":{"values":[null]},"stacktrace":{"frames":[{"module":"a"}]}})", "a in ?"},
      {R"({"threads":{"values":[{"stacktrace":{"frames":[{"module":"a"}]}}]}})", ""},
  });
}

TEST(Culprit, IsTheUrlWhenNoFrameSaysAnything) {
  expect_culprits({
      {R"({"request":{"url":"http://a/b"}})", "http://a/b"},
      {R"({"exception":{"values":[{"type":"E","stacktrace":{"frames":[{"function":"f"}]}}]},
           "request":{"url":"http://a/b"}})",
       "http://a/b"},
      {R"({"stacktrace":{"frames":[{"module":"a"}]},"request":{"url":"http://a/b"}})", "a in ?"},
      {R"({"request":{"method":"GET"}})", ""},
  });
}

TEST(Culprit, IsNothingForASyntheticException) {
  constexpr std::string_view kRest =
      R"(,"stacktrace":{"frames":[{"module":"a","function":"f"}]}}]},"request":{"url":"http://a"}})";
  EXPECT_EQ(culprit_of(event(R"({"exception":{"values":[{"mechanism":{"synthetic":true})" +
                             std::string(kRest))),
            "");
  EXPECT_EQ(culprit_of(event(R"({"exception":{"values":[{"mechanism":{"synthetic":false})" +
                             std::string(kRest))),
            "a in f");
  EXPECT_EQ(
      culprit_of(event(R"({"exception":{"values":[{"mechanism":{"synthetic":true}},{"type":"E")" +
                       std::string(kRest))),
      "a in f")
      << "only the last one counts";
}

TEST(Culprit, HasTwoHundredCharacters) {
  const std::string fits(200, 'x');
  EXPECT_EQ(culprit_of(json::object({{"transaction", fits}})), fits);
  EXPECT_EQ(culprit_of(json::object({{"transaction", fits + "x"}})), std::string(197, 'x') + "...");
}

TEST(Truncate, CountsCharactersAndKeepsThemWhole) {
  EXPECT_EQ(truncate("abcdef", 6), "abcdef");
  EXPECT_EQ(truncate("abcdefg", 6), "abc...");
  EXPECT_EQ(truncate("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4), "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9");
  EXPECT_EQ(truncate("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4), "\xC3\xA9...");
  EXPECT_EQ(truncate("", 4), "");
}

TEST(FunctionName, IsTrimmedOnceAsItsPlatformDoes) {
  const json::object cpp{{"function", "std::vector<int>::push_back(int const&)"}};
  const json::object native{{"function", "std::vector<int>::push_back(int const&)"},
                            {"platform", "native"}};
  const json::object csharp{{"function", "Do (x)"}};
  const json::object trimmed{{"function", "Do (x)"}, {"raw_function", "Do (x) (y)"}};
  EXPECT_EQ(function_name(cpp, "native"), "std::vector<T>::push_back");
  EXPECT_EQ(function_name(cpp, "python"), "std::vector<int>::push_back(int const&)");
  EXPECT_EQ(function_name(native, "python"), "std::vector<T>::push_back");
  EXPECT_EQ(function_name(csharp, "csharp"), "Do");
  EXPECT_EQ(function_name(trimmed, "csharp"), "Do (x)");
  EXPECT_EQ(function_name({}, "native"), "");
}

}  // namespace
}  // namespace picket::domain
